namespace Holdfast.Data.Statistics;

/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="ProfileId">Empty: all.</param>
/// <param name="NodeId">Empty: all.</param>
public sealed record StatisticsFilter(DateOnly From, DateOnly Until, string ProfileId = "", string NodeId = "");

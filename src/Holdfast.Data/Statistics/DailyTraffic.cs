namespace Holdfast.Data.Statistics;

/// <summary>What went through one profile on one node on one day.</summary>
/// <param name="Received">Bytes from clients.</param>
/// <param name="Sent">Bytes to clients.</param>
public sealed record DailyTraffic(DateOnly Day, string ProfileId, string NodeId, long Received, long Sent);

namespace Holdfast.Portal.Features.Statistics;

/// <summary>One profile on one node on one day.</summary>
public sealed record CellFigures(string ProfileId, string NodeId, DayFigures Figures);

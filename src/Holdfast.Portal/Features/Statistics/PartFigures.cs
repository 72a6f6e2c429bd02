namespace Holdfast.Portal.Features.Statistics;

/// <summary>One profile or one node, over the whole range.</summary>
/// <param name="People">On the day on which there were most.</param>
/// <param name="Peak">The most devices at once.</param>
/// <param name="Received">Bytes from clients.</param>
/// <param name="Sent">Bytes to clients.</param>
public sealed record PartFigures(string Id, long People, long Peak, long Received, long Sent);

using Holdfast.Data.Audit;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>What happened with a node, the latest first: outages, and what administrators did.</summary>
internal static class NodeHappenings
{
    public static IEnumerable<NodeHappening> Of(NodeDetails node, IEnumerable<AuditEntry> entries) =>
        node
            .Outages.SelectMany(Outage)
            .Concat(entries.Where(entry => entry.Subject == node.Id).SelectMany(Entry))
            .OrderByDescending(happening => happening.At);

    private static IEnumerable<NodeHappening> Outage(OutageView outage)
    {
        yield return new(outage.BeganAt, $"Not reached: {outage.Reason}");
        if (outage.EndedAt is { } end)
        {
            yield return new(end, $"Reached again after {Layout.Figures.Duration(end - outage.BeganAt)}");
        }
    }

    private static IEnumerable<NodeHappening> Entry(AuditEntry entry)
    {
        var text = entry.Action switch
        {
            "node.add" => "Added",
            "node.drain" => "Drain begun",
            "node.return" => "Drain ended",
            "node.change" => "Settings changed",
            _ => null,
        };
        return text is null ? [] : [new NodeHappening(entry.At, $"{text} by {entry.Actor}")];
    }
}

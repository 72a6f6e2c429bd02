using Holdfast.Link.Messages;

namespace Holdfast.Portal.Nodes;

/// <summary>How fast a node carries, in bytes a second.</summary>
/// <param name="Received">From clients; null: not known.</param>
/// <param name="Sent">To clients; null: not known.</param>
public sealed record NodeTraffic(double? Received, double? Sent)
{
    public static readonly NodeTraffic None = new(null, null);

    /// <summary>A shorter time says too little.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    /// <summary>Devices that are new, or whose counters began again, count from the next status on.</summary>
    public static NodeTraffic Between(NodeStatus? before, NodeStatus now)
    {
        if (before is null || now.At - before.At < Shortest)
        {
            return None;
        }

        var seconds = (now.At - before.At).TotalSeconds;
        var devices = now.Services.Join(
            before.Services,
            s => s.Interface,
            s => s.Interface,
            (after, earlier) => (after, earlier),
            StringComparer.Ordinal
        );
        double? received = null;
        double? sent = null;
        foreach (var (after, earlier) in devices)
        {
            received = Add(received, after.Received, earlier.Received, seconds);
            sent = Add(sent, after.Sent, earlier.Sent, seconds);
        }

        return new(received, sent);
    }

    private static double? Add(double? sum, long? after, long? before, double seconds) =>
        after >= before && before >= 0 ? (sum ?? 0) + ((after.Value - before.Value) / seconds) : sum;
}

using Holdfast.Link.Messages;

namespace Holdfast.Portal.Nodes;

/// <summary>What an honest node never reaches: a flood from one node costs that node's own time.</summary>
internal sealed class NodePaces(TimeProvider clock)
{
    /// <summary>10 000 peers make 333 totals a second; a full outbox is stored within half a minute.</summary>
    private readonly Pace _events = new(perSecond: 2000, burst: 10_000, clock);

    /// <summary>Each wakes those who look at the pages.</summary>
    private readonly Pace _statuses = new(perSecond: 10, burst: 40, clock);

    /// <summary>Snapshots and certificates cost the most; nodes ask for them now and then.</summary>
    private readonly Pace _requests = new(perSecond: 0.5, burst: 10, clock);

    /// <summary>One for each change of the node.</summary>
    private readonly Pace _others = new(perSecond: 2000, burst: 4000, clock);

    public Task WaitAsync(LinkMessage message, CancellationToken cancel) =>
        message switch
        {
            NodeEvents happened => _events.WaitAsync(1 + happened.Events.Count, cancel),
            NodeStatus => _statuses.WaitAsync(1, cancel),
            ResyncRequest or CertificateRequest => _requests.WaitAsync(1, cancel),
            _ => _others.WaitAsync(1, cancel),
        };
}

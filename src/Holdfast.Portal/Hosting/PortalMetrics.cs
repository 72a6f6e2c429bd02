using System.Diagnostics.Metrics;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Hosting;

/// <summary>What the portal counts, for <c>/metrics</c>.</summary>
public sealed class PortalMetrics : IDisposable
{
    private readonly Meter _meter = new("Holdfast.Portal");
    private readonly Histogram<double> _issued;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _events;
    private readonly Counter<long> _missed;

    public PortalMetrics(NodeRegistry registry)
    {
        _issued = _meter.CreateHistogram<double>(
            "holdfast.configurations.issued",
            "s",
            "Configurations handed out, and how long it took until their peer was live"
        );
        _refused = _meter.CreateCounter<long>(
            "holdfast.configurations.refused",
            null,
            "Requests that got none, by problem"
        );
        _events = _meter.CreateCounter<long>(
            "holdfast.node.events.stored",
            null,
            "Events of nodes that this portal stored"
        );
        _missed = _meter.CreateCounter<long>(
            "holdfast.node.events.missed",
            null,
            "Events that nodes had no room for while no portal took them, by node"
        );
        _meter.CreateObservableGauge(
            "holdfast.nodes.linked",
            () => registry.All.Count(node => node.Condition.Linked),
            null,
            "Nodes to which this portal has a link"
        );
        FailoverGauges.AddTo(_meter, registry);
    }

    public void Issued(TimeSpan duration, string protocol) =>
        _issued.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("protocol", protocol));

    public void Refused(string problemId) => _refused.Add(1, new KeyValuePair<string, object?>("problem", problemId));

    /// <param name="missed">Before them, that will never come.</param>
    public void Stored(string nodeId, int events, long missed)
    {
        _events.Add(events);
        if (missed > 0)
        {
            _missed.Add(missed, new KeyValuePair<string, object?>("node", nodeId));
        }
    }

    public void Dispose() => _meter.Dispose();
}

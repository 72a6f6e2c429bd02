using System.Diagnostics.Metrics;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Hosting;

/// <summary>What the portal counts, for <c>/metrics</c>.</summary>
public sealed class PortalMetrics : IDisposable
{
    private readonly Meter _meter = new("Holdfast.Portal");
    private readonly Histogram<double> _issued;
    private readonly Counter<long> _refused;

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
        _meter.CreateObservableGauge(
            "holdfast.nodes.linked",
            () => registry.All.Count(node => node.Condition.Linked),
            null,
            "Nodes to which this portal has a link"
        );
    }

    public void Issued(TimeSpan duration, string protocol) =>
        _issued.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("protocol", protocol));

    public void Refused(string problemId) => _refused.Add(1, new KeyValuePair<string, object?>("problem", problemId));

    public void Dispose() => _meter.Dispose();
}

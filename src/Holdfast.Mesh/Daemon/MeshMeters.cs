using System.Diagnostics.Metrics;
using System.Net;
using Holdfast.Mesh.Control;

namespace Holdfast.Mesh.Daemon;

/// <summary>What a mesh host measures, for those who collect it. What it shows is asked from other threads.</summary>
internal sealed class MeshMeters : IDisposable
{
    private readonly Meter _meter = new("Holdfast.Mesh");
    private readonly Counter<long> _switches;
    private readonly Histogram<double> _durations;
    private volatile MeshStatus? _status;

    public MeshMeters()
    {
        _switches = _meter.CreateCounter<long>(
            "holdfast.mesh.switches",
            description: "Prefixes that went from one carrier to another, by cause"
        );
        _durations = _meter.CreateHistogram<double>(
            "holdfast.mesh.switch.duration",
            "s",
            "From the event that changed a carrier until the tunnel sends there"
        );
        _meter.CreateObservableGauge("holdfast.mesh.members", Members, description: "Other members, by status");
        _meter.CreateObservableGauge(
            "holdfast.mesh.members.disagreeing",
            () => Of(status => [new(status.Alive - status.Agreeing)]),
            description: "Members that are alive and choose other carriers than this host"
        );
        _meter.CreateObservableGauge(
            "holdfast.mesh.carries",
            () => Of(status => status.Prefixes.Where(p => p.Here).Select(p => Measure(IsCarried(status, p), p.Prefix))),
            description: "1 for each prefix that this host claims and carries, 0 for those for which it stands by"
        );
        _meter.CreateObservableGauge(
            "holdfast.mesh.service.well",
            () => Of(status => status.Checks.Select(c => Measure(c.IsWell, "check", c.Check))),
            description: "1 for each check of a service that is well, 0 for those that fail"
        );
    }

    /// <summary>How it stands now.</summary>
    public void Show(MeshStatus status) => _status = status;

    public void Switched(IPNetwork prefix, string cause, TimeSpan duration)
    {
        _switches.Add(1, new("prefix", prefix.ToString()), new("cause", cause));
        _durations.Record(duration.TotalSeconds);
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Members() =>
        Of(status =>
            status
                .Members.GroupBy(member => member.Status)
                .Select(group => new Measurement<int>(
                    group.Count(),
                    new KeyValuePair<string, object?>("status", $"{group.Key}".ToLowerInvariant())
                ))
        );

    private IEnumerable<Measurement<int>> Of(Func<MeshStatus, IEnumerable<Measurement<int>>> measure) =>
        _status is { } status ? measure(status) : [];

    private static bool IsCarried(MeshStatus status, PrefixStatus prefix) =>
        prefix.Claims is [var first, ..] && first.Id == status.Id;

    private static Measurement<int> Measure(bool isSo, IPNetwork prefix) => Measure(isSo, "prefix", prefix.ToString());

    private static Measurement<int> Measure(bool isSo, string label, string value) =>
        new(isSo ? 1 : 0, new KeyValuePair<string, object?>(label, value));
}

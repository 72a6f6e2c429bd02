using System.Diagnostics.Metrics;
using System.Globalization;
using Holdfast.Model.Failover;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Failover;

/// <summary>How failover groups stand, for <c>/metrics</c>: what an alarm is made of. Each portal says what it hears itself.</summary>
internal static class FailoverGauges
{
    public static void AddTo(Meter meter, NodeRegistry registry)
    {
        meter.CreateObservableGauge(
            "holdfast.failover.active",
            () => OfUnits(registry, units => units.Count(unit => unit.Role == UnitRole.Active)),
            null,
            "Machines that are active, by unit; well is 1"
        );
        meter.CreateObservableGauge(
            "holdfast.failover.ready",
            () => OfUnits(registry, units => units.Count(unit => unit.IsReady)),
            null,
            "Standbys that would follow now, by unit"
        );
        meter.CreateObservableGauge(
            "holdfast.failover.epoch",
            () => OfUnits(registry, units => units.Max(unit => TermOf(unit.Epoch))),
            null,
            "Grows with each change of the active machine, by unit"
        );
        meter.CreateObservableGauge(
            "holdfast.failover.troubled",
            () => Reports(registry).Count(report => report.Trouble is not null),
            null,
            "Machines whose failover agent is not as a portal wants it"
        );
        meter.CreateObservableGauge(
            "holdfast.failover.degraded",
            () => Reports(registry).Count(report => report.Agent?.Database is { Degraded: true }),
            null,
            "Databases that go on without their standby"
        );
        meter.CreateObservableGauge(
            "holdfast.node.clock.ahead",
            () =>
                registry
                    .All.Where(state => state.ClockAhead is not null)
                    .Select(state => new Measurement<double>(
                        state.ClockAhead!.Value.TotalSeconds,
                        new KeyValuePair<string, object?>("node", state.NodeId)
                    )),
            "s",
            "How far the clock of a node is ahead of this portal's, by node"
        );
    }

    private static IEnumerable<FailoverReport> Reports(NodeRegistry registry) =>
        registry.All.Select(state => state.Status?.Failover).OfType<FailoverReport>();

    private static IEnumerable<Measurement<long>> OfUnits(
        NodeRegistry registry,
        Func<IReadOnlyList<UnitReport>, long> count
    ) =>
        Reports(registry)
            .SelectMany(report => report.Agent?.Units ?? [])
            .GroupBy(unit => unit.Vrid)
            .Select(units => new Measurement<long>(
                count([.. units]),
                new KeyValuePair<string, object?>("unit", units.Key.ToString(CultureInfo.InvariantCulture))
            ));

    private static long TermOf(string epoch) =>
        long.TryParse(epoch.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var term) ? term : 0;
}

using System.Globalization;
using Holdfast.Model.Failover;
using Holdfast.Portal.Notices;

namespace Holdfast.Portal.Features.Failover;

/// <summary>What somebody should look at. Pure.</summary>
public static class FailoverAlarms
{
    /// <summary>What arrives with a status is exact to some milliseconds; Validate looks more closely.</summary>
    private const double ClockTolerance = 0.5;

    public static IReadOnlyList<string> Of(IReadOnlyList<MachineState> machines, IReadOnlyList<UnitState> units) =>
        [.. AllOf(machines, units).Select(alarm => alarm.Text)];

    public static IReadOnlyList<FailoverAlarm> AllOf(
        IReadOnlyList<MachineState> machines,
        IReadOnlyList<UnitState> units
    ) => [.. units.SelectMany(Of), .. machines.SelectMany(Of)];

    /// <summary>There is no group, and a machine does not give up the one that it has.</summary>
    public static IReadOnlyList<string> OfForgotten(IReadOnlyList<(string Node, FailoverReport? Report)> machines) =>
        [
            .. machines
                .Where(one => one.Report is { Configuration.Standing: AgentStanding.Managed, Trouble: not null })
                .Select(one => $"{one.Node}: it keeps a group that is removed here: {one.Report!.Trouble}"),
        ];

    private static IEnumerable<FailoverAlarm> Of(UnitState unit)
    {
        var actives = unit.Roles.Where(role => role.Role == UnitRole.Active).Select(role => role.Node).ToList();
        if (actives.Count == 0)
        {
            yield return new(
                NoticeKinds.FailoverTrouble,
                unit.Name,
                $"{unit.Name}: no machine is active, as far as this portal knows."
            );
        }

        if (actives.Count > 1)
        {
            yield return new(
                NoticeKinds.FailoverTrouble,
                unit.Name,
                $"{unit.Name}: {string.Join(" and ", actives)} both think that they are active: they do not hear each other."
            );
        }

        if (actives.Count > 0 && !unit.Roles.Any(role => role.IsReady && role.IsHeard))
        {
            yield return new(NoticeKinds.NoStandby, unit.Name, $"{unit.Name}: no standby is ready to follow.");
        }
    }

    private static IEnumerable<FailoverAlarm> Of(MachineState machine)
    {
        if (machine.Trouble is { } trouble)
        {
            yield return new(NoticeKinds.FailoverTrouble, machine.Node, $"{machine.Node}: {trouble}");
        }

        if (machine.ClockAhead is { } ahead && Math.Abs(ahead) > ClockTolerance)
        {
            yield return new(
                NoticeKinds.ClockOff,
                machine.Node,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{machine.Node}: its clock is {Math.Abs(ahead):0.0} s {(ahead > 0 ? "ahead of" : "behind")} this portal's."
                )
            );
        }

        if (machine.Database is { Degraded: true })
        {
            yield return new(
                NoticeKinds.DatabaseDegraded,
                machine.Node,
                $"{machine.Node}: its database goes on without its standby (degraded)."
            );
        }

        if (machine.Database?.Trouble is { } wrong)
        {
            yield return new(
                NoticeKinds.DatabaseDegraded,
                $"{machine.Node} database",
                $"{machine.Node}: database: {wrong}"
            );
        }
    }
}

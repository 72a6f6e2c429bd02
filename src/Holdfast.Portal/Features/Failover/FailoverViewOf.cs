using System.Globalization;
using Holdfast.Model.Failover;

namespace Holdfast.Portal.Features.Failover;

/// <summary>From what the database and the links know of a group to what is shown. Pure.</summary>
public static class FailoverViewOf
{
    private const int MostHistory = 60;
    private const int MostReigns = 30;

    public static MachineState Machine(GroupMember member, Guid group, long revision, MachineReport heard)
    {
        var (linked, reason, report, ahead) = heard;
        var isTold =
            report?.Configuration is { Standing: AgentStanding.Managed, Revision: { } has, Trouble: null } configuration
            && configuration.Group == group
            && has.Number >= revision;
        return new MachineState(
            member.Id,
            member.Node,
            linked,
            isTold,
            !linked ? reason ?? "This portal has no link to it."
                : report is null ? "No failover agent answers there."
                : report.Trouble ?? (isTold ? null : "It has not taken over the newest configuration yet."),
            report?.Agent?.Units is { Count: > 0 } units && units.All(unit => unit.OnHold),
            ahead?.TotalSeconds,
            report?.Agent?.Database
        );
    }

    /// <param name="heard">Of each member, in the order of the members.</param>
    public static UnitState Unit(
        CommittedGroup group,
        GroupUnit unit,
        IReadOnlyList<MachineReport> heard,
        DateTimeOffset now
    )
    {
        var reports = group
            .Members.Zip(heard, (member, one) => (member.Node, member.Id, Unit: Of(one, unit), One: one))
            .ToList();
        // The higher epoch is right, for the moment in which two think that they are.
        var active = reports
            .Where(one => one.Unit?.Role == UnitRole.Active)
            .OrderByDescending(one => TermOf(one.Unit!.Epoch))
            .FirstOrDefault();
        return new UnitState(
            unit.Vrid,
            unit.Name,
            [.. unit.Addresses.Select(address => $"{address}")],
            active.Unit is null ? null : active.Node,
            reports.Select(one => one.Unit?.Epoch).OfType<string>().OrderByDescending(TermOf).FirstOrDefault(),
            active.Unit is { } held ? now - TimeSpan.FromSeconds(held.SecondsInRole) : null,
            active.Unit is null ? null
                : active.One.Report?.Agent?.History.LastOrDefault(one =>
                    one.Vrid == unit.Vrid && one.Became == UnitRole.Active
                )
                    is { } won
                    ? Reasons.Of(won.What)
                : null,
            [.. reports.Select(one => Role(one.Node, one.Id, one.Unit, active.Unit))]
        );
    }

    public static IReadOnlyList<HistoryLine> History(CommittedGroup group, IReadOnlyList<MachineReport> heard) =>
        [.. Lines(group, heard).OrderByDescending(line => line.At).Take(MostHistory)];

    /// <summary>Each ends where the next begins: no clock is so exact that a gap between them would mean something.</summary>
    public static IReadOnlyList<Reign> Reigns(CommittedGroup group, IReadOnlyList<MachineReport> heard) =>
        [
            .. group
                .Units.SelectMany(unit =>
                {
                    var won = Lines(group, heard)
                        .Where(line => line.Unit == unit.Name && line.Became == UnitRole.Active)
                        .OrderBy(line => line.At)
                        .ToList();
                    return won.Select(
                        (line, index) =>
                            new Reign(
                                unit.Name,
                                line.Node,
                                line.At,
                                index + 1 < won.Count ? won[index + 1].At : null,
                                Reasons.Of(line.What)
                            )
                    );
                })
                .OrderByDescending(reign => reign.From)
                .Take(MostReigns),
        ];

    private static IEnumerable<HistoryLine> Lines(CommittedGroup group, IReadOnlyList<MachineReport> heard) =>
        group
            .Members.Zip(heard)
            .SelectMany(pair =>
                (pair.Second.Report?.Agent?.History ?? []).Select(happening => new HistoryLine(
                    happening.At,
                    pair.First.Node,
                    group.Units.FirstOrDefault(unit => unit.Vrid == happening.Vrid)?.Name ?? $"unit {happening.Vrid}",
                    happening.What,
                    happening.Times,
                    happening.Became
                ))
            );

    private static UnitReport? Of(MachineReport heard, GroupUnit unit) =>
        heard.Report?.Agent?.Units.FirstOrDefault(one => one.Vrid == unit.Vrid);

    private static RoleOfMachine Role(string node, int member, UnitReport? own, UnitReport? active) =>
        new(
            node,
            own?.Role,
            own switch
            {
                null => null,
                { Unhealthy: { } wrong } => wrong,
                { OnHold: true } => "on hold",
                { Hindrance: { } obstacle } => obstacle.Replace('-', ' '),
                _ => null,
            },
            own?.IsReady == true,
            own is not null
                && (own == active || active?.Others.FirstOrDefault(other => other.Member == member)?.IsHeard == true)
        );

    private static long TermOf(string epoch) =>
        long.TryParse(epoch.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var term) ? term : 0;
}

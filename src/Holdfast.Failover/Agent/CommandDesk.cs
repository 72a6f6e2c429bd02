using Holdfast.Failover.Configuration;
using Holdfast.Failover.Control;
using Holdfast.Failover.Health;
using Holdfast.Failover.Hooks;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Agent;

/// <summary>Obeys commands and tells how the group stands. On the agent's thread.</summary>
internal sealed class CommandDesk(
    FailoverFile file,
    IReadOnlyList<Unit> units,
    ReportedHealth health,
    WitnessLink? witness,
    UnitHooks hooks,
    History history,
    DatabaseDesk? database
)
{
    private const int ShownHistory = 50;

    public ControlAnswer Obey(ControlRequest request, TimeSpan now)
    {
        var meant = units.Where(unit => request.Unit is null || unit.Vrid == request.Unit).ToList();
        if (meant.Count == 0)
        {
            return new($"There is no unit {request.Unit}.", Status(now));
        }

        if (request.Successor is { } successor && file.Group.Members.All(member => member.Id != successor))
        {
            return new($"There is no member {successor}.", Status(now));
        }

        if (Refuses(request.Command) is { } refused)
        {
            return new(refused, Status(now));
        }

        // All are told, also when the first refuses.
        var answers = meant.Select(unit => Obey(unit, request, now)).ToList();
        return new(answers.Find(why => why is not null), Status(now));
    }

    private string? Refuses(ControlCommand command) =>
        database is not null ? database.Refuses(command)
        : command is ControlCommand.CreateDatabase or ControlCommand.RejoinDatabase ? "The group keeps no database."
        : null;

    private string? Obey(Unit unit, ControlRequest request, TimeSpan now)
    {
        switch (request.Command)
        {
            case ControlCommand.SwitchOver when database?.HandsOver(unit, request.Successor, now) == true:
                return null;
            case ControlCommand.SwitchOver:
                unit.Happen(new SwitchOverAsked(new MemberId((byte)(request.Successor ?? 0))), now);
                return unit.State.HandOver is null && unit.State.HoldsAddresses
                        ? "No other member is ready to take over."
                    : unit.State.HoldsAddresses ? null
                    : "This member is not active; ask the one that is.";
            case ControlCommand.Hold:
                unit.Happen(new HoldAsked(true), now);
                return null;
            case ControlCommand.Release:
                unit.Happen(new HoldAsked(false), now);
                return null;
            case ControlCommand.AllowDegraded:
                unit.Happen(new DegradedAllowed(), now);
                return null;
            default:
                return null;
        }
    }

    private AgentStatus Status(TimeSpan now) =>
        new(
            file.Local.Member,
            Name(file.Local.Member),
            [.. units.Select(unit => StatusOf(unit, now))],
            history.Last(ShownHistory),
            [.. health.Sources.Select(source => SourceOf(source, now))]
        )
        {
            Database = database?.Status,
        };

    private UnitStatus StatusOf(Unit unit, TimeSpan now) =>
        new(
            unit.Vrid,
            [.. file.Group.Units.Single(one => one.Vrid == unit.Vrid).Addresses.Select(one => one.Address.ToString())],
            unit.State.Role,
            unit.State.Highest.ToString(),
            unit.State.Healthy,
            unit.Unhealthy,
            unit.State.OnHold,
            unit.Obstacle,
            [.. unit.State.Peers.Select(peer => Other(peer, now))],
            unit.Refused.Read().ToDictionary(entry => entry.Key.ToString(), entry => entry.Value),
            witness is null ? null : WitnessOf(witness, (byte)unit.Vrid, now)
        )
        {
            SecondsInRole = Math.Round((now - unit.State.Since).TotalSeconds, 1),
            Hook = hooks.Last(unit.Vrid) is { } result ? new HookStatus(result.Active, result.Trouble) : null,
        };

    private SourceStatus SourceOf(ReportedSource source, TimeSpan now)
    {
        var opinion = health.Look(source, now);
        return new(
            source.Name,
            source.IsExpected,
            source.Reporter is not null,
            opinion is null ? null : opinion.Reason is null,
            opinion?.Reason
        );
    }

    private static WitnessStatus WitnessOf(WitnessLink witness, byte vrid, TimeSpan now) =>
        witness.Answered(vrid) is { } answer
            ? new(Math.Round((now - answer.At).TotalSeconds, 3), answer.Holder.IsNobody ? null : answer.Holder.Value)
            : new(SilentFor: null, Holder: null);

    private OtherStatus Other(PeerView peer, TimeSpan now) =>
        new(
            peer.Member.Value,
            Name(peer.Member.Value),
            peer.Status.Role,
            peer.Status.Healthy,
            peer.Status.Ready,
            Math.Round((now - peer.Heard.Latest).TotalSeconds, 3)
        );

    private string Name(int member) => file.Group.Members.Single(one => one.Id == member).Name;
}

using Holdfast.Failover.Configuration;
using Holdfast.Failover.Control;
using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Events;
using Holdfast.Failover.Durable;
using Holdfast.Failover.Members;
using Holdfast.Failover.Postgres;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Events;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Agent;

/// <summary>What goes between a unit of addresses and the database that follows it. Everything but making it on the agent's thread.</summary>
internal sealed class DatabaseDesk : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private readonly DatabaseKeeper _keeper;
    private readonly int _vrid;
    private readonly MemberId _other;
    private readonly TimeSpan _fresh;
    private readonly Func<int, Unit?> _find;
    private Timer? _timer;

    private DatabaseDesk(DatabaseKeeper keeper, FailoverFile file, Func<int, Unit?> find)
    {
        (_keeper, _find, _vrid) = (keeper, find, file.Group.Database!.Unit);
        _other = new MemberId((byte)file.Group.Members.Single(member => member.Id != file.Local.Member).Id);
        _fresh = TimeSpan.FromMilliseconds(5 * file.Group.IntervalMilliseconds);
    }

    public DatabaseStatus Status => _keeper.Status;

    /// <returns>Null when the group keeps no database.</returns>
    public static Outcome<(DatabaseDesk? Desk, bool Kept)> Make(
        AgentHome home,
        FailoverFile file,
        AgentLoop loop,
        Func<int, Unit?> find,
        Action<int, string> note,
        TimeProvider time,
        ILogger log
    )
    {
        if (file.Group.Database is not { Unit: var vrid })
        {
            return (null, false);
        }

        var keeper = DatabaseKeeper.Make(
            home,
            file,
            (
                (standing, position) =>
                    loop.Post(now => find(vrid)?.Happen(new DatabaseChanged(standing, position), now)),
                () => loop.Post(now => find(vrid)?.Happen(new SwitchOverAsked(MemberId.Nobody), now)),
                report => loop.Post(_ => note(vrid, DatabaseWording.Of(report)))
            ),
            time,
            log
        );
        return keeper.Succeeded
            ? (new DatabaseDesk(keeper.Value, file, find), true)
            : Outcome<(DatabaseDesk?, bool)>.Failed(keeper.Problems);
    }

    public void Start(AgentLoop loop)
    {
        _keeper.Start();
        _timer = new Timer(_ => loop.Post(now => Look(_vrid, now)), state: null, BetweenLooks, BetweenLooks);
    }

    public bool Follows(Unit unit) => unit.Vrid == _vrid;

    /// <summary>Something may have changed.</summary>
    public void Look(int vrid, TimeSpan now)
    {
        if (vrid == _vrid && _find(vrid) is { } unit)
        {
            _keeper.Post(new RoleSeen(View(unit.State, now)));
        }
    }

    /// <summary>Passes on what is for the database.</summary>
    /// <returns>Why not; null: it is, or is not for it.</returns>
    public string? Refuses(ControlCommand command)
    {
        OperatorWish? wish = command switch
        {
            ControlCommand.CreateDatabase => OperatorWish.Create,
            ControlCommand.RejoinDatabase => OperatorWish.Rejoin,
            ControlCommand.AllowDegraded => OperatorWish.AllowDegraded,
            _ => null,
        };
        var why = wish switch
        {
            OperatorWish.Create when Status.Server != ServerCondition.Absent => "This member has a database.",
            OperatorWish.Rejoin when _find(_vrid) is { State.HoldsAddresses: true } => "This member is active.",
            _ => null,
        };
        if (why is null && wish is { } wanted)
        {
            _keeper.Post(new OperatorAsked(wanted));
        }

        return why;
    }

    /// <summary>A planned switch of its unit begins with the database, when the standby is there and in step.</summary>
    /// <returns>Whether it has begun.</returns>
    public bool HandsOver(Unit unit, int? successor, TimeSpan now)
    {
        var other = unit.State.Peers.FirstOrDefault(peer => peer.Member == _other);
        var can =
            unit.Vrid == _vrid
            && unit.State.HoldsAddresses
            && (successor is null || successor == _other.Value)
            && other is { Status.Ready: true }
            && now - other.Heard.Latest < _fresh
            && Status is { Server: ServerCondition.Primary, InStep: true };
        if (can)
        {
            _keeper.Post(new OperatorAsked(OperatorWish.HandOver));
        }

        return can;
    }

    public async ValueTask DisposeAsync()
    {
        await (_timer?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _keeper.DisposeAsync();
    }

    private RoleView View(RoleState state, TimeSpan now)
    {
        var other = state.Peers.FirstOrDefault(peer => peer.Member == _other);
        var heard = other is not null && now - other.Heard.Latest < _fresh;
        return new RoleView(
            state.HoldsAddresses,
            state.Held,
            state.Highest,
            heard,
            heard && other!.Status.Role == Role.Active && other.Status.Epoch >= state.Highest,
            other?.Status.Highest ?? Epoch.None
        );
    }
}

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
    private readonly CarriedDatabase _database;
    private readonly AgentLoop _loop;
    private readonly int _vrid;
    private readonly MemberId _other;
    private readonly TimeSpan _fresh;
    private readonly Func<int, Unit?> _find;
    private readonly Action<int, string> _note;
    private readonly bool _begins;
    private Timer? _timer;
    private bool _isLeft;

    private DatabaseDesk(
        (CarriedDatabase Database, bool Begins) database,
        FailoverFile file,
        AgentLoop loop,
        Func<int, Unit?> find,
        Action<int, string> note
    )
    {
        ((_database, _begins), _loop, _find, _note) = (database, loop, find, note);
        _vrid = file.Group.Database!.Unit;
        _other = new MemberId((byte)file.Group.Members.Single(member => member.Id != file.Local.Member).Id);
        _fresh = TimeSpan.FromMilliseconds(5 * file.Group.IntervalMilliseconds);
    }

    public DatabaseStatus Status => Keeper.Status;

    private DatabaseKeeper Keeper => _database.Keeper;

    /// <param name="carried">Of the agent before, which kept the same; null: it begins.</param>
    /// <returns>Null when the group keeps no database.</returns>
    public static Outcome<(DatabaseDesk? Desk, bool Kept)> Make(
        AgentHome home,
        FailoverFile file,
        AgentLoop loop,
        Func<int, Unit?> find,
        Action<int, string> note,
        CarriedDatabase? carried,
        TimeProvider time,
        ILogger log
    )
    {
        if (file.Group.Database is null)
        {
            return (null, false);
        }

        var database = carried is not null ? carried : New(home, file, time, log);
        return database.Succeeded
            ? (new DatabaseDesk((database.Value, carried is null), file, loop, find, note), true)
            : Outcome<(DatabaseDesk?, bool)>.Failed(database.Problems);
    }

    public void Start()
    {
        if (_begins)
        {
            Keeper.Start();
        }

        // A unit that had to begin anew does not know it any more.
        if (Keeper.Told is { } told)
        {
            Hear((desk, now) => desk.Tell(told.Standing, told.Position, now));
        }

        _database.Wire.Connect(this);
        _timer = new Timer(_ => Hear((desk, now) => desk.Look(_vrid, now)), state: null, BetweenLooks, BetweenLooks);
    }

    /// <summary>Takes what the database says to the agent's thread. For any thread.</summary>
    public void Hear(Action<DatabaseDesk, TimeSpan> what) => _loop.Post(now => what(this, now));

    /// <summary>Lets go of the database, which goes on; before the agent's thread ends.</summary>
    public CarriedDatabase Leave()
    {
        _isLeft = true;
        _database.Wire.Disconnect();
        return _database;
    }

    public bool Follows(Unit unit) => unit.Vrid == _vrid;

    /// <summary>Something may have changed.</summary>
    public void Look(int vrid, TimeSpan now)
    {
        if (vrid == _vrid && _find(vrid) is { } unit)
        {
            Keeper.Post(new RoleSeen(View(unit.State, now)));
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
            Keeper.Post(new OperatorAsked(wanted));
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
            Keeper.Post(new OperatorAsked(OperatorWish.HandOver));
        }

        return can;
    }

    public async ValueTask DisposeAsync()
    {
        await (_timer?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_isLeft ? ValueTask.CompletedTask : _database.DisposeAsync());
    }

    private static Outcome<CarriedDatabase> New(AgentHome home, FailoverFile file, TimeProvider time, ILogger log)
    {
        var wire = new DatabaseWire();
        var keeper = DatabaseKeeper.Make(
            home,
            file,
            (
                (standing, position) => wire.Say((desk, now) => desk.Tell(standing, position, now)),
                () => wire.Say((desk, now) => desk.GiveRoleAway(now)),
                report => wire.Say((desk, _) => desk._note(desk._vrid, DatabaseWording.Of(report)))
            ),
            time,
            log
        );
        return keeper.Succeeded
            ? new CarriedDatabase(keeper.Value, wire)
            : Outcome<CarriedDatabase>.Failed(keeper.Problems);
    }

    private void Tell(DatabaseStanding standing, ulong position, TimeSpan now) =>
        _find(_vrid)?.Happen(new DatabaseChanged(standing, position), now);

    private void GiveRoleAway(TimeSpan now) => _find(_vrid)?.Happen(new SwitchOverAsked(MemberId.Nobody), now);

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

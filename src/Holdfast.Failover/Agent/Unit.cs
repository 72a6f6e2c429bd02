using System.Net;
using Holdfast.Failover.Durable;
using Holdfast.Failover.Health;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;
using Holdfast.Linux.Heartbeats;
using Holdfast.Model.Failover;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Agent;

/// <summary>
/// One unit of addresses: hears, lets <see cref="RoleMachine"/> decide, does what it says. Everything on the thread of the agent; what
/// comes from elsewhere comes through its inbox.
/// </summary>
internal sealed partial class Unit : IAsyncDisposable
{
    private readonly UnitPlan _plan;
    private readonly IReadOnlyList<IHeartbeatPath> _paths;
    private readonly HeartbeatReader _reader;
    private readonly HeartbeatWriter _writer;
    private readonly UnitAddresses _addresses;
    private readonly EpochStore _epochs;
    private readonly MarksKeeper _marks;
    private readonly Isolation _isolation;
    private readonly UnitHealth _health;
    private readonly IUnitNews _news;
    private readonly WitnessLink? _witness;
    private readonly ILogger _log;
    private readonly byte[] _packet = new byte[HeartbeatWriter.MaximumLength];
    private RoleState _state;
    private bool _complains;

    /// <param name="stored">What the epoch file says.</param>
    /// <param name="carried">What it was under another configuration; null: it begins.</param>
    /// <param name="tell">Puts an event for this unit into the agent's inbox; for any thread.</param>
    public Unit(
        UnitPlan plan,
        IReadOnlyList<IHeartbeatPath> paths,
        UnitAddresses addresses,
        UnitHealth health,
        (EpochFile File, Epoch Value) stored,
        (MarksFile File, ulong Boot) memory,
        Action<RoleEvent> tell,
        IUnitNews news,
        WitnessLink? witness,
        CarriedUnit? carried,
        bool samePaths,
        TimeSpan now,
        ILogger log
    )
    {
        (_plan, _paths, _addresses, _health, _news, _witness, _log) = (
            plan,
            paths,
            addresses,
            health,
            news,
            witness,
            log
        );
        Addresses = [.. plan.Addresses.Select(one => new PlacedAddress(one.Link, one.Address))];
        _marks = carried?.Marks ?? new MarksKeeper(memory.File, log);
        _reader = new HeartbeatReader(plan.Policy, _marks.Marks);
        _writer = new HeartbeatWriter(plan.Policy, memory.Boot);
        _epochs = new EpochStore(stored.File, stored.Value, (epoch, failure) => tell(Stored(epoch, failure)));
        _isolation = new Isolation(plan.Reachable, result => tell(new IsolationTested(result)));
        if (carried?.For(plan.Role.Members, stored.Value, samePaths) is { } goesOn)
        {
            _state = goesOn;
            Resume(now);
            return;
        }

        var start = RoleMachine.Start(plan.Role, stored.Value, now);
        _state = start.State;
        Do(start.Actions, now);
    }

    public int Vrid => _plan.Policy.Vrid;

    public RoleState State => _state;

    /// <summary>Of its own reign while active, else the highest that is known.</summary>
    public Epoch ShownEpoch => Shown(_state);

    public IReadOnlyList<PlacedAddress> Addresses { get; }

    /// <summary>What is wrong with this machine; null: nothing that is known.</summary>
    public string? Unhealthy => _health.Reason;

    public ClaimObstacle? Obstacle => RoleMachine.Obstacle(_plan.Role, _state);

    /// <summary>Packets that were none for us, by reason.</summary>
    public RefusalCounts Refused { get; } = new();

    /// <summary>When <see cref="Tick"/> is due.</summary>
    public TimeSpan WakeAt
    {
        get
        {
            var wake = RoleMachine.WakeAt(_plan.Role, _state);
            wake = _addresses.RenewAt < wake ? _addresses.RenewAt : wake;
            return _health.LookAt < wake ? _health.LookAt : wake;
        }
    }

    /// <param name="packet">That arrived on a path, for whichever unit.</param>
    public void Hear(int path, ReceivedPacket packet, TimeSpan now)
    {
        var way = new PacketPath(_paths[path].Carrier, packet.Source, packet.Destination, path);
        var reading = _reader.Read(packet.Payload, way, packet.HopLimit);
        if (reading.Accepted)
        {
            Happen(HeartbeatHeard.Of(reading.Heartbeat, new IPAddress(packet.Source), path), now);
        }
        else if (reading.Refusal != HeartbeatRefusal.OtherVrid)
        {
            Refused.Count(reading.Refusal);
        }
    }

    public void Happen(RoleEvent happening, TimeSpan now)
    {
        var (before, step) = (_state, RoleMachine.Step(_plan.Role, _state, now, happening));
        _state = step.State;
        var isLost = before.HoldsAddresses && !_state.HoldsAddresses;
        if (isLost)
        {
            // Before the addresses go, so that nobody counts on them.
            _news.RoleChanged(this, justWon: false, now);
        }

        Do(step.Actions, now);
        if (!isLost && (before.Role != _state.Role || Shown(before) != ShownEpoch))
        {
            _news.RoleChanged(this, !before.HoldsAddresses && _state.HoldsAddresses, now);
        }
    }

    /// <summary>After all that had arrived by now.</summary>
    public void Tick(TimeSpan now)
    {
        if (_health.Look(now) is { } opinion)
        {
            if (opinion.Reason is not null || _complains)
            {
                _complains = opinion.Reason is not null;
                _news.HealthChanged(Vrid, opinion);
            }

            Happen(new HealthChanged(opinion.Verdict), now);
        }

        if (now >= RoleMachine.WakeAt(_plan.Role, _state))
        {
            Happen(Roles.Events.Tick.Instance, now);
        }

        if (_state.HoldsAddresses && _addresses.Renew(now, RoleMachine.RenewUntil(_state)) is { } failure)
        {
            Log.AddressesRefused(_log, Vrid, failure);
        }

        _marks.KeepIfDue(now);
    }

    /// <summary>Lets go of the unit: its addresses stay in the kernel, until their lease ends or somebody goes on with it.</summary>
    public async ValueTask<CarriedUnit> LeaveAsync()
    {
        _addresses.Dispose();
        await _epochs.DisposeAsync();
        return new CarriedUnit(Vrid, _state, Addresses, _marks);
    }

    /// <summary>The addresses are gone when this returns, whatever the role was.</summary>
    public async ValueTask DisposeAsync()
    {
        _addresses.Drop();
        _addresses.Dispose();
        await _epochs.DisposeAsync();
        await _marks.KeepAsync();
    }

    /// <summary>Of an active member that goes on: addresses that are new are taken, the others kept.</summary>
    private void Resume(TimeSpan now)
    {
        if (_state.HoldsAddresses)
        {
            Complain(_addresses.Take(now, RoleMachine.RenewUntil(_state)));
        }
    }

    private static Epoch Shown(RoleState state) => state.Role == Role.Active ? state.Held : state.Highest;

    private void Do(IReadOnlyList<RoleAction> actions, TimeSpan now)
    {
        foreach (var action in actions)
        {
            Do(action, now);
        }
    }

    private void Do(RoleAction action, TimeSpan now)
    {
        switch (action)
        {
            case SendHeartbeat heartbeat:
                Send(heartbeat);
                break;
            case StoreEpoch store:
                _epochs.Store(store.Epoch);
                break;
            case TakeAddresses:
                Complain(_addresses.Take(now, RoleMachine.RenewUntil(_state)));
                break;
            case DropAddresses:
                Complain(_addresses.Drop());
                break;
            case AnnounceAddresses:
                _addresses.Announce();
                break;
            case AskWitness ask:
                _witness?.Ask(_plan.Policy.Vrid, ask);
                break;
            case ReleaseWitness release:
                _witness?.Release(_plan.Policy.Vrid, release.Fence);
                break;
            case TestIsolation:
                _isolation.Test();
                break;
            case Report report:
                _news.Report(Vrid, report.What);
                break;
        }
    }

    private void Send(SendHeartbeat heartbeat)
    {
        for (var i = 0; i < _paths.Count; i++)
        {
            var path = _paths[i];
            var message = heartbeat.ToMessage(_plan.Policy.Vrid, _plan.Advertised(path.Source.AddressFamily));
            foreach (var destination in path.Destinations)
            {
                var way = new PacketPath(path.Carrier, path.Source.GetAddressBytes(), destination.GetAddressBytes(), i);
                var length = _writer.Write(message, heartbeat.Status, way, _packet);
                path.TrySend(_packet.AsSpan(0, length), destination);
            }
        }
    }

    private void Complain(string? failure)
    {
        if (failure is not null)
        {
            Log.AddressesRefused(_log, Vrid, failure);
        }
    }

    private RoleEvent Stored(Epoch epoch, Exception? failure)
    {
        if (failure is null)
        {
            return new EpochStored(epoch);
        }

        Log.EpochNotStored(_log, Vrid, epoch, failure.Message);
        return new EpochNotStored(epoch);
    }
}

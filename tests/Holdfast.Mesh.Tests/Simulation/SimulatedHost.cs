using System.Collections.Immutable;
using System.Net;
using Holdfast.Mesh.Core;
using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Core.Events;
using Holdfast.Mesh.Members;
using Holdfast.Model.Keys;

namespace Holdfast.Mesh.Tests.Simulation;

/// <summary>A machine that lives, freezes, dies and lives again. Its clock shows something else than all others.</summary>
internal sealed class SimulatedHost
{
    private static readonly ImmutableArray<byte> Signature = [.. new byte[HostRecord.SignatureLength]];
    private readonly World _world;
    private readonly TimeSpan _offset;
    private readonly List<MeshEvent> _missed = [];
    private readonly Dictionary<HostId, RecordStamp> _stamps = [];
    private uint _incarnation;
    private int _life;

    public SimulatedHost(World world, int index, TimeSpan offset)
    {
        (_world, Index, _offset) = (world, index, offset);
        var bytes = new byte[HostId.Length];
        // So that the order of ids is not the order of numbers.
        bytes[0] = (byte)(index * 37);
        bytes[1] = (byte)(index >> 8);
        bytes[31] = (byte)index;
        Id = new HostId(bytes);
        Address = new IPEndPoint(new IPAddress([10, 0, (byte)(index >> 8), (byte)index]), 3210);
        Key = new WireGuardKey(bytes);
    }

    public int Index { get; }

    public HostId Id { get; }

    public IPEndPoint Address { get; }

    public WireGuardKey Key { get; }

    /// <summary>Null: it does not run.</summary>
    public MeshMachine? Machine { get; private set; }

    public bool IsFrozen { get; private set; }

    public ImmutableArray<WantedClaim> Claims { get; set; } = [];

    public bool Runs => Machine is not null && !IsFrozen;

    private TimeSpan Clock => _world.Now + _offset;

    public void Start(bool looksForOthers = true)
    {
        _stamps.Clear();
        Machine = new MeshMachine(
            new MeshConfig
            {
                Self = Id,
                Key = Key,
                Name = $"h{Index}",
                WireGuardPort = 3211,
                Incarnation = ++_incarnation,
                Claims = Claims,
                LooksForOthers = looksForOthers,
                Rules = _world.Options.RulesOf?.Invoke(Index) ?? _world.Options.Rules,
                Sign = _ => Signature,
                Seed = (ulong)(_world.Seed + 1),
            },
            Clock
        );
        _world.Note($"h{Index} starts");
        var life = ++_life;
        Tick(life);
        Greet(life);
    }

    public void Kill()
    {
        if (Machine is not null)
        {
            _world.Note($"h{Index} is killed");
        }

        (Machine, IsFrozen) = (null, false);
        _missed.Clear();
        _life++;
    }

    public void Freeze()
    {
        _world.Note($"h{Index} freezes");
        IsFrozen = true;
    }

    public void Thaw()
    {
        if (!IsFrozen)
        {
            return;
        }

        _world.Note($"h{Index} thaws");
        IsFrozen = false;
        if (Machine is null)
        {
            return;
        }

        // The timer and the socket's buffer are read together.
        Tell(new Core.Events.Tick());
        var missed = _missed.ToList();
        _missed.Clear();
        missed.ForEach(Tell);
    }

    public void Tell(MeshEvent what)
    {
        if (Machine is null)
        {
            return;
        }

        if (IsFrozen)
        {
            if (what is not Core.Events.Tick && _missed.Count < 300)
            {
                _missed.Add(what);
            }

            return;
        }

        foreach (var action in Machine.Handle(Clock, what))
        {
            Do(action);
        }
    }

    public HostId? HolderOf(IPNetwork prefix) =>
        Machine?.Holdings.FirstOrDefault(holding => holding.Prefix == prefix)?.Holder;

    public RecordStamp? StampOf(HostId host) =>
        host == Id
            ? Machine?.Own.Stamp
            : Machine?.Members.FirstOrDefault(member => member.Record.Host == host)?.Record.Stamp;

    private void Do(MeshAction action)
    {
        switch (action)
        {
            case Send send:
                _world.Send(this, send);
                break;
            case Reopen reopen:
                _world.Note($"h{Index} begins anew with {reopen.Record.Name}");
                _world.Tunnels.Reopen(Index, _world.Find(reopen.Record.Host).Index);
                break;
            case HolderChanged changed:
                _world.Note(
                    $"h{Index}: {changed.Prefix} {_world.NameOf(changed.Before)} -> {_world.NameOf(changed.After)}: {changed.Cause}"
                );
                CheckHolder(changed);
                break;
            case StatusChanged changed:
                _world.Note($"h{Index}: {changed.Record.Name} is {changed.Status}");
                CheckStamp(changed.Record);
                break;
            default:
                _world.Note($"h{Index}: {action.GetType().Name}");
                break;
        }
    }

    /// <summary>What is heard late is not newer.</summary>
    private void CheckStamp(HostRecord record)
    {
        if (_stamps.TryGetValue(record.Host, out var before) && record.Stamp < before)
        {
            throw new InvariantException($"h{Index} goes back to an older record of {record.Name}");
        }

        _stamps[record.Host] = record.Stamp;
    }

    private void CheckHolder(HolderChanged changed)
    {
        if (
            changed.After is { } after
            && !_world.Hosts.Any(h => h.Id == after && h.Claims.Any(c => c.Prefix == changed.Prefix))
        )
        {
            throw new InvariantException($"h{Index} sends {changed.Prefix} to a host that never claimed it");
        }
    }

    private void Tick(int life)
    {
        if (life == _life)
        {
            Tell(new Core.Events.Tick());
            _world.At(_world.Now + _world.Options.TickInterval, () => Tick(life));
        }
    }

    /// <summary>As the daemon does: members of an earlier life, and those on the command line, while they are not there.</summary>
    private void Greet(int life)
    {
        if (life != _life || Machine is null)
        {
            return;
        }

        var present = Machine.Members.Where(m => m.Status == HostStatus.Alive).Select(m => m.Record.Host).ToHashSet();
        foreach (var other in _world.Greeted(this).Where(other => !IsFrozen && !present.Contains(other.Id)))
        {
            _world.Greet(this, other);
        }

        _world.At(_world.Now + TimeSpan.FromMilliseconds(950 + Index % 100), () => Greet(life));
    }
}

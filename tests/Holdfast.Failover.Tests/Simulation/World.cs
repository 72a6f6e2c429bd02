using System.Net;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;
using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Tests.Simulation;

/// <summary>Machines, the network between them, and one time that nobody in it can see. The seed decides all.</summary>
internal sealed class World
{
    private const int History = 60;
    private const int Recordings = 500;
    private readonly PriorityQueue<Action, (TimeSpan Due, long Order)> _queue = new();
    private readonly Queue<string> _history = new();
    private readonly Random _random;
    private readonly SimulatedLink[,,] _links;
    private readonly List<(SimulatedNode From, SimulatedNode To, int Path, byte[] Packet)> _recorded = [];
    private readonly long[,,] _newest;
    private long _order;
    private long _sequence;

    public World(WorldOptions options, int seed)
    {
        _random = new Random(seed);
        Options = options;
        Invariants = new Invariants(this);
        Nodes = [.. Enumerable.Range(0, options.Nodes).Select(i => new SimulatedNode(this, i, _random))];
        _newest = new long[options.Nodes, options.Nodes, options.Paths];
        _links = new SimulatedLink[options.Nodes, options.Nodes, options.Paths];
        foreach (var (from, to, path) in Ways())
        {
            _links[from, to, path] = new SimulatedLink();
        }
    }

    public WorldOptions Options { get; }

    public Invariants Invariants { get; }

    public IReadOnlyList<SimulatedNode> Nodes { get; }

    public SimulatedWitness Witness { get; } = new();

    public TimeSpan Now { get; private set; }

    /// <summary>Events played so far.</summary>
    public long Steps { get; private set; }

    public IEnumerable<string> LastEvents => _history;

    public SimulatedLink Link(int from, int to, int path) => _links[from, to, path];

    public IEnumerable<(int From, int To, int Path)> Ways() =>
        from a in Enumerable.Range(0, Options.Nodes)
        from b in Enumerable.Range(0, Options.Nodes)
        where a != b
        from path in Enumerable.Range(0, Options.Paths)
        select (a, b, path);

    public void At(TimeSpan due, Action what) => _queue.Enqueue(what, (due, _order++));

    public void RunUntil(TimeSpan end)
    {
        while (_queue.TryPeek(out _, out var next) && next.Due <= end)
        {
            var what = _queue.Dequeue();
            Now = next.Due > Now ? next.Due : Now;
            Steps++;
            what();
        }

        Now = end;
    }

    public void Note(SimulatedNode node, RoleReport report) => Note($"{node.Id}: {report}");

    public void Note(string what)
    {
        _history.Enqueue($"{Now.TotalSeconds:0.0000} {what}");
        if (_history.Count > History)
        {
            _history.Dequeue();
        }
    }

    public void Send(SimulatedNode from, SendHeartbeat send)
    {
        var sequence = ++_sequence;
        foreach (var to in Nodes)
        {
            for (var path = 0; to != from && path < Options.Paths; path++)
            {
                Send(from, to, path, send, sequence);
            }
        }
    }

    public void AskWitness(SimulatedNode node, AskWitness ask)
    {
        if (!node.WitnessCut)
        {
            At(Now + Delay(), () => Answer(node, ask, Witness.Ask(node.Id, ask.Fence, ask.Floor, Now)));
        }
    }

    public void ReleaseWitness(SimulatedNode node, long fence)
    {
        if (!node.WitnessCut)
        {
            At(Now + Delay(), () => Witness.Release(fence, Now));
        }
    }

    private void Answer(SimulatedNode node, AskWitness ask, long fence)
    {
        if (!node.WitnessCut)
        {
            RoleEvent answer =
                fence == 0
                    ? new WitnessRefused(ask.Ask)
                    : new WitnessGranted(ask.Ask, fence, WorldOptions.WitnessLease);
            At(Now + Delay(), () => node.Tell(answer));
        }
    }

    private void Send(SimulatedNode from, SimulatedNode to, int path, SendHeartbeat send, long sequence)
    {
        var link = _links[from.Index, to.Index, path];
        if (link.Cuts > 0 || (link.Loss > 0 && _random.NextDouble() < link.Loss))
        {
            return;
        }

        var packet = from.Wire?.Write(send, path);
        if (packet is not null)
        {
            Record(from, to, path, packet);
        }

        var heard = new HeartbeatHeard(path, IPAddress.None, send.Kind, send.Priority, send.Interval, send.Status);
        for (var copies = _random.Next(50) == 0 ? 2 : 1; copies > 0; copies--)
        {
            var due = Now + Delay() + (link.ExtraDelay * _random.NextDouble());
            At(
                due,
                packet is null ? () => Arrive(from, to, path, heard, sequence) : () => Arrive(from, to, path, packet)
            );
        }
    }

    /// <summary>Somebody on the network sends what was recorded once more, as it was or changed.</summary>
    public void Attack()
    {
        if (_recorded.Count == 0)
        {
            return;
        }

        var (from, to, path, packet) = _recorded[_random.Next(_recorded.Count)];
        var sent = (byte[])packet.Clone();
        if (_random.Next(2) == 0)
        {
            sent[_random.Next(sent.Length)] ^= (byte)(1 << _random.Next(8));
        }

        Arrive(from, to, path, sent, mayBeForged: true);
    }

    private void Record(SimulatedNode from, SimulatedNode to, int path, byte[] packet)
    {
        var entry = (from, to, path, packet);
        if (_recorded.Count < Recordings)
        {
            _recorded.Add(entry);
        }
        else
        {
            _recorded[_random.Next(Recordings)] = entry;
        }
    }

    private static void Arrive(SimulatedNode from, SimulatedNode to, int path, byte[] packet, bool mayBeForged = false)
    {
        if (to.State is not null && to.Wire!.Read(packet, from.Index, path, mayBeForged) is { } heard)
        {
            to.Tell(heard);
        }
    }

    /// <summary>What the reader does with replays: a copy, or what was overtaken, is not heard.</summary>
    private void Arrive(SimulatedNode from, SimulatedNode to, int path, HeartbeatHeard heard, long sequence)
    {
        if (sequence > _newest[from.Index, to.Index, path] && to.State is not null)
        {
            _newest[from.Index, to.Index, path] = sequence;
            to.Tell(heard);
        }
    }

    private TimeSpan Delay() => WorldOptions.LongestDelay * _random.NextDouble();
}

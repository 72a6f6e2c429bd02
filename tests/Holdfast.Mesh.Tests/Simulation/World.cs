using System.Net;
using Holdfast.Mesh.Core;
using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Core.Events;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Tests.Simulation;

/// <summary>Hosts, the network between them, and one time that nobody in it can see. The seed decides all.</summary>
internal sealed class World
{
    public static readonly IPNetwork Shared = IPNetwork.Parse("10.0.0.1/32");
    private const int History = 80;
    private readonly PriorityQueue<Action, (TimeSpan Due, long Order)> _queue = new();
    private readonly Queue<string> _history = new();
    private readonly Random _random;
    private readonly Dictionary<IPEndPoint, SimulatedHost> _byAddress;
    private readonly Dictionary<HostId, SimulatedHost> _byId;
    private long _order;

    public World(WorldOptions options, int seed)
    {
        (_random, Options, Seed) = (new Random(seed), options, seed);
        Tunnels = new Tunnels(this);
        Hosts =
        [
            .. Enumerable
                .Range(0, options.Hosts)
                .Select(i => new SimulatedHost(this, i, TimeSpan.FromSeconds(_random.Next(100_000)))),
        ];
        foreach (var host in Hosts)
        {
            var own = IPNetwork.Parse($"10.{1 + (host.Index >> 8)}.{host.Index & 255}.7/32");
            host.Claims = host.Index < options.Servers ? [new(Shared), new(own)] : [new(own)];
        }

        _byAddress = Hosts.ToDictionary(host => host.Address);
        _byId = Hosts.ToDictionary(host => host.Id);
    }

    public WorldOptions Options { get; }

    public int Seed { get; }

    public IReadOnlyList<SimulatedHost> Hosts { get; }

    public Tunnels Tunnels { get; }

    public TimeSpan Now { get; private set; }

    public long Steps { get; private set; }

    public long Datagrams { get; private set; }

    public IEnumerable<string> LastEvents => _history;

    /// <summary>Whether what the first sends reaches the second, outside; and through the tunnel, which goes the same way.</summary>
    public HashSet<(int From, int To)> Cuts { get; } = [];

    /// <summary>Broken tunnels between hosts that hear each other outside.</summary>
    public HashSet<(int From, int To)> TunnelCuts { get; } = [];

    public void At(TimeSpan due, Action what) => _queue.Enqueue(what, (due, _order++));

    public void Run(TimeSpan time)
    {
        var end = Now + time;
        while (_queue.TryPeek(out _, out var next) && next.Due <= end)
        {
            var what = _queue.Dequeue();
            Now = next.Due > Now ? next.Due : Now;
            Steps++;
            what();
        }

        Now = end;
    }

    /// <returns>How long it took.</returns>
    public TimeSpan RunUntil(Func<bool> done, TimeSpan longest)
    {
        var began = Now;
        while (!done())
        {
            if (Now - began > longest)
            {
                throw new InvariantException("it does not come about");
            }

            Run(TimeSpan.FromMilliseconds(5));
        }

        return Now - began;
    }

    /// <summary>The first long before all others, so that it is the incumbent.</summary>
    public void StartAll()
    {
        Hosts[0].Start();
        Run(TimeSpan.FromSeconds(2));
        foreach (var host in Hosts.Skip(1))
        {
            At(Now + TimeSpan.FromMilliseconds(host.Index * 30), () => host.Start());
        }
    }

    public void Note(string what)
    {
        _history.Enqueue($"{Now.TotalSeconds:0.0000} {what}");
        if (_history.Count > History)
        {
            _history.Dequeue();
        }
    }

    public string NameOf(HostId? host) => host is { } id ? $"h{_byId[id].Index}" : "nobody";

    /// <summary>Those on the command line: the first three.</summary>
    public IEnumerable<SimulatedHost> Greeted(SimulatedHost host) => Hosts.Take(3).Where(other => other != host);

    /// <summary>Ours is heard, the answer is heard, and then the first sealed datagram.</summary>
    public void Greet(SimulatedHost from, SimulatedHost to)
    {
        if (!Passes(from, to) || !Passes(to, from))
        {
            return;
        }

        var (delay, back, again) = (Delay(), Delay(), Delay());
        At(
            Now + delay,
            () =>
            {
                if (!to.Runs)
                {
                    return;
                }

                var answer = to.Machine!.Own;
                var life = to.Machine;
                At(Now + back, () => Meet(from, to, answer, life, again));
            }
        );
    }

    private void Meet(SimulatedHost from, SimulatedHost to, HostRecord answer, MeshMachine life, TimeSpan again)
    {
        if (!from.Runs)
        {
            return;
        }

        var (own, ownLife) = (from.Machine!.Own, from.Machine);
        from.Tell(new Met(answer, to.Address));
        At(
            Now + again,
            () =>
            {
                if (to.Machine == life && from.Machine == ownLife && to.Runs)
                {
                    to.Tell(new Met(own, from.Address));
                }
            }
        );
    }

    public void Send(SimulatedHost from, Send send)
    {
        Datagrams++;
        var to = send.Address is { } address ? _byAddress[address] : _byId[send.To];
        var isInside = send.Address is null;
        if (to.Id != send.To)
        {
            return;
        }

        var messages = Options.OnTheWire ? OnTheWire(send.Messages) : send.Messages;
        var (sender, receiver) = (from.StampOf(from.Id), from.StampOf(to.Id));
        var heard = new Heard(from.Id, isInside ? Way.Inside : Way.Outside, isInside ? null : from.Address, messages);
        void Arrives() => Arrive(from, to, sender, receiver, heard);
        if (isInside)
        {
            Tunnels.Send(from, to, () => Transmit(from, to, isInside: true, Arrives));
        }
        else
        {
            Transmit(from, to, isInside: false, Arrives);
        }
    }

    /// <summary>Over the network, which loses some, and doubles some.</summary>
    public void Transmit(SimulatedHost from, SimulatedHost to, bool isInside, Action arrive)
    {
        if (!Passes(from, to) || (isInside && TunnelCuts.Contains((from.Index, to.Index))))
        {
            return;
        }

        for (var copies = _random.Next(50) == 0 ? 2 : 1; copies > 0; copies--)
        {
            At(Now + Delay(), arrive);
        }
    }

    public SimulatedHost Find(HostId id) => _byId[id];

    /// <summary>The keys are of one life of both: what is sealed for an earlier one is not opened.</summary>
    private static void Arrive(
        SimulatedHost from,
        SimulatedHost to,
        RecordStamp? sender,
        RecordStamp? receiver,
        Heard heard
    )
    {
        if (
            to.Machine is not null
            && to.StampOf(to.Id)?.Incarnation == receiver?.Incarnation
            && to.StampOf(from.Id)?.Incarnation == sender?.Incarnation
        )
        {
            to.Tell(heard);
        }
    }

    private static IReadOnlyList<MeshMessage> OnTheWire(IReadOnlyList<MeshMessage> messages)
    {
        var body = new byte[MessageFormat.LongestBody];
        var length = MessageWriter.Write(messages, body);
        return MessageReader.TryRead(body.AsSpan(0, length), out var read)
            ? read
            : throw new InvariantException($"what is written is not read: {string.Join(", ", messages)}");
    }

    private bool Passes(SimulatedHost from, SimulatedHost to) =>
        !Cuts.Contains((from.Index, to.Index)) && (Options.Loss == 0 || _random.NextDouble() >= Options.Loss);

    private TimeSpan Delay() => Options.LongestDelay * _random.NextDouble();
}

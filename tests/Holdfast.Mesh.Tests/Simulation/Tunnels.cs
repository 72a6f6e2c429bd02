namespace Holdfast.Mesh.Tests.Simulation;

/// <summary>
/// WireGuard between simulated hosts, as far as it can hurt: what is sent before there is a session waits for a handshake; one that was
/// lost is repeated after 5 s; of two that cross none succeeds; and whoever lost its sessions is deaf to those of others.
/// </summary>
internal sealed class Tunnels(World world)
{
    /// <summary>Section 6.4 of the WireGuard paper: REKEY_TIMEOUT.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private const int MostStaged = 128;
    private readonly Dictionary<(int From, int To), Side> _sides = [];
    private long _last;

    /// <summary>Packets of both arrive, but for what the network loses.</summary>
    public bool Carry(SimulatedHost one, SimulatedHost other) =>
        Of(one.Index, other.Index).Session is not 0 and var session && Of(other.Index, one.Index).Session == session;

    /// <param name="transmit">What the network is given, as soon as there is a session.</param>
    public void Send(SimulatedHost from, SimulatedHost to, Action transmit)
    {
        var mine = Of(from.Index, to.Index);
        if (mine.Session == 0)
        {
            mine.Staged.Enqueue(transmit);
            if (mine.Staged.Count > MostStaged)
            {
                mine.Staged.Dequeue();
            }

            Initiate(from, to, mine);
        }
        else if (Carry(from, to))
        {
            transmit();
        }
    }

    /// <summary>One side forgets the session and what it waited for.</summary>
    public void Reopen(int from, int to) => _sides.Remove((from, to));

    /// <summary>The device of a host is gone, or a new one.</summary>
    public void Die(SimulatedHost host)
    {
        foreach (var key in _sides.Keys.Where(key => key.From == host.Index).ToList())
        {
            _sides.Remove(key);
        }
    }

    private Side Of(int from, int to)
    {
        if (!_sides.TryGetValue((from, to), out var side))
        {
            _sides[(from, to)] = side = new Side();
        }

        return side;
    }

    private void Initiate(SimulatedHost from, SimulatedHost to, Side mine)
    {
        if (mine.InitiatedAt is { } before && world.Now - before < Retry)
        {
            return;
        }

        var attempt = ++_last;
        (mine.InitiatedAt, mine.Attempt) = (world.Now, attempt);
        world.Transmit(from, to, isInside: true, () => Respond(from, to, attempt));
        world.At(
            world.Now + Retry,
            () =>
            {
                if (mine.Session == 0 && mine.Staged.Count > 0 && Of(from.Index, to.Index) == mine)
                {
                    Initiate(from, to, mine);
                }
            }
        );
    }

    /// <summary>Whoever answers gives up what it has begun itself.</summary>
    private void Respond(SimulatedHost from, SimulatedHost to, long attempt)
    {
        Of(to.Index, from.Index).Attempt = 0;
        world.Transmit(to, from, isInside: true, () => Finish(from, to, attempt));
    }

    private void Finish(SimulatedHost from, SimulatedHost to, long attempt)
    {
        var (mine, theirs) = (Of(from.Index, to.Index), Of(to.Index, from.Index));
        if (mine.Attempt != attempt)
        {
            return;
        }

        mine.Attempt = 0;
        mine.Session = theirs.Session = attempt;
        foreach (var side in new[] { mine, theirs })
        {
            var staged = side.Staged.ToList();
            side.Staged.Clear();
            staged.ForEach(transmit => transmit());
        }
    }

    private sealed class Side
    {
        /// <summary>0: none.</summary>
        public long Session { get; set; }

        /// <summary>The handshake whose answer is awaited; 0: none.</summary>
        public long Attempt { get; set; }

        public TimeSpan? InitiatedAt { get; set; }

        public Queue<Action> Staged { get; } = [];
    }
}

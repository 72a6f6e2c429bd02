using System.Net;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;

namespace Holdfast.Node.Tests.Applying;

/// <summary>Random states and deltas from a seed. Few ids and values, so that they meet often.</summary>
internal sealed class Some(int seed)
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(seed);

    public static Guid Id(int number) => new(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    public static WireGuardKey Key(int number)
    {
        var bytes = new byte[WireGuardKey.Length];
        BitConverter.TryWriteBytes(bytes, number + 1);
        return new WireGuardKey(bytes);
    }

    public static WireGuardPeer Peer(int number, DateTimeOffset? expires = null, string profile = "default") =>
        new()
        {
            ConfigurationId = Id(number),
            ProfileId = profile,
            PublicKey = Key(number),
            Address4 = new IPAddress([10, 0, (byte)(number >> 8), (byte)number]),
            Address6 = IPAddress.Parse($"fd00::{number:x}"),
            ExpiresAt = expires ?? Start.AddHours(1),
        };

    public static OpenVpnClient Client(int number, DateTimeOffset? expires = null, string profile = "default") =>
        new()
        {
            ConfigurationId = Id(number),
            ProfileId = profile,
            Slot = number,
            ExpiresAt = expires ?? Start.AddHours(1),
        };

    public static ProfileServices Services(string profile, int port = 51820) =>
        new()
        {
            ProfileId = profile,
            WireGuard = new WireGuardService
            {
                Interface = DeviceNames.WireGuard(profile.Length),
                Port = port,
                PrivateKey = Key(1000),
                Mtu = 1420,
                Pool4 = IPNetwork.Parse("10.0.0.0/16"),
                Pool6 = IPNetwork.Parse("fd00::/64"),
                Tcp = false,
            },
            Forwarding = new ForwardingRules(Masquerade: true, ClientToClient: false),
        };

    public int Number(int below) => _random.Next(below);

    public bool Chance(int percent) => _random.Next(100) < percent;

    /// <summary>Peers have ids below 20, clients from 20 to 39: a configuration speaks one protocol.</summary>
    public NodeDelta Delta(Revision start, DateTimeOffset now) =>
        new()
        {
            From = start,
            To = start with { Number = start.Number + 1 },
            Services = Chance(20)
                ?
                [
                    Services("default", 51820 + Number(2)),
                    .. Chance(50) ? [Services("other")] : Array.Empty<ProfileServices>(),
                ]
                : null,
            Peers = [.. Numbers(0).Select(n => RandomPeer(n, now))],
            Clients = [.. Numbers(20).Select(n => Client(n, Soon(now), Profile()) with { Slot = Number(5) })],
            Removed = [.. Numbers(0).Concat(Numbers(20)).Select(Id)],
            Draining = Chance(20) ? Chance(50) : null,
        };

    public NodeState State(DateTimeOffset now)
    {
        var state = NodeState.Empty;
        for (var i = 0; i < 5; i++)
        {
            state = state.With(Delta(state.Revision, now));
        }

        return state;
    }

    public DateTimeOffset Soon(DateTimeOffset now) => now.AddSeconds(Number(12) - 2);

    private WireGuardPeer RandomPeer(int number, DateTimeOffset now) =>
        Peer(number, Soon(now), Profile()) with
        {
            PublicKey = Key((number * 2) + Number(2)),
            PresharedKey = Chance(30) ? Key(Number(3)) : null,
        };

    private string Profile() => Chance(80) ? "default" : "other";

    private IEnumerable<int> Numbers(int first) =>
        Enumerable.Range(0, Number(5)).Select(_ => first + Number(20)).Distinct().ToList();
}

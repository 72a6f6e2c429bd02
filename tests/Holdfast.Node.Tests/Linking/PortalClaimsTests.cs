using System.Net;
using Holdfast.Link.Messages;
using Holdfast.Link.Problems;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;
using Holdfast.Node.Linking;

namespace Holdfast.Node.Tests.Linking;

public sealed class PortalClaimsTests
{
    public static TheoryData<string> Wrong => [.. Lies.Keys];

    private static readonly Dictionary<string, LinkMessage> Lies = new(StringComparer.Ordinal)
    {
        ["a rule in a device's name"] = Wanted(
            Service() with
            {
                WireGuard = Guard() with { Interface = "hf1\" accept" },
            }
        ),
        ["a device of others"] = Wanted(Service() with { WireGuard = Guard() with { Interface = "eth0" } }),
        ["a name that is too long"] = Wanted(
            Service() with
            {
                WireGuard = Guard() with { Interface = "hf1234567890123" + "4" },
            }
        ),
        ["one device twice"] = Wanted(Service(), Service() with { ProfileId = "other" }),
        ["one profile twice"] = Wanted(Service(), Service() with { WireGuard = Guard() with { Interface = "hf2-wg" } }),
        ["a path as a profile"] = Wanted(Service() with { ProfileId = "../../etc" }),
        ["a path as a part of a profile"] = Wanted(Service() with { ProfileId = "office@../1" }),
        ["a part of a part"] = Wanted(Service() with { ProfileId = "office@51@52" }),
        ["a part of no profile"] = Wanted(Service() with { ProfileId = "@52" }),
        ["no profile"] = Wanted(Service() with { ProfileId = "" }),
        ["port 0"] = Wanted(Service() with { WireGuard = Guard() with { Port = 0 } }),
        ["a negative MTU"] = Wanted(Service() with { WireGuard = Guard() with { Mtu = -1 } }),
        ["a pool of the wrong family"] = Wanted(
            Service() with
            {
                WireGuard = Guard() with { Pool4 = IPNetwork.Parse("fd00::/64") },
            }
        ),
        ["ten thousand services"] = Wanted([.. Enumerable.Range(0, 10_000).Select(_ => Service())]),
        ["a revision below nothing"] = Wanted(Service()) with { Revision = new(-1, 5) },
        ["a change to a revision below nothing"] = new Delta(new() { From = new(1, 1), To = new(1, -1) }),
        ["a device of others, as a change"] = new Delta(
            new()
            {
                From = new(1, 1),
                To = new(1, 2),
                Services = [Service() with { WireGuard = Guard() with { Interface = "lo" } }],
            }
        ),
        ["an address of the wrong kind"] = new Delta(
            new()
            {
                From = new(1, 1),
                To = new(1, 2),
                Peers = [Peer() with { Address4 = IPAddress.IPv6Loopback }],
            }
        ),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Doubt_Impossible_IsRefused(string lie) =>
        Assert.Equal(LinkProblems.Impossible.Id, PortalClaims.Doubt(Lies[lie], "p")?.Id);

    [Fact]
    public void Doubt_AnythingHonest_IsNull()
    {
        Assert.Null(PortalClaims.Doubt(Wanted(Service()) with { Peers = [Peer()] }, "p"));
        Assert.Null(PortalClaims.Doubt(Wanted(), "p"));
        Assert.Null(PortalClaims.Doubt(Wanted(Service() with { ProfileId = "office@52" }), "p"));
        Assert.Null(PortalClaims.Doubt(new Delta(new() { From = Revision.None, To = new(1, 1) }), "p"));
        Assert.Null(PortalClaims.Doubt(new Goodbye("../../etc"), "p"));
    }

    private static Snapshot Wanted(params ProfileServices[] services) => new(new(1, 1), services, [], []);

    private static ProfileServices Service() =>
        new()
        {
            ProfileId = "default",
            WireGuard = Guard(),
            Forwarding = new ForwardingRules(Masquerade: true, ClientToClient: false),
        };

    private static WireGuardService Guard() =>
        new()
        {
            Interface = "hf1-wg",
            Port = 51820,
            PrivateKey = new WireGuardKey(new byte[WireGuardKey.Length]),
            Mtu = 1420,
            Pool4 = IPNetwork.Parse("10.77.0.0/16"),
            Pool6 = IPNetwork.Parse("fd77::/64"),
            Tcp = false,
        };

    private static WireGuardPeer Peer() =>
        new()
        {
            ConfigurationId = Guid.CreateVersion7(),
            ProfileId = "default",
            PublicKey = new WireGuardKey(new byte[WireGuardKey.Length]),
            Address4 = IPAddress.Parse("10.77.0.2"),
            Address6 = IPAddress.Parse("fd77::2"),
            ExpiresAt = DateTimeOffset.MaxValue,
        };
}

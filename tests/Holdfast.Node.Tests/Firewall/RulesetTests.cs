using System.Net;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Model.Keys;
using Holdfast.Node.Firewall;
using Holdfast.Node.Takeover.Connections;
using Holdfast.Node.Tests.OpenVpn;

namespace Holdfast.Node.Tests.Firewall;

public sealed class RulesetTests
{
    [Fact]
    public void Render_NothingToServe_OnlyRemovesTheTable() =>
        Assert.Equal("add table inet holdfast\ndelete table inet holdfast\n", Ruleset.Render([]));

    [Fact]
    public void Render_TwoProfiles_IsTheGoldenText() =>
        Assert.Equal(
            """
            add table inet holdfast
            delete table inet holdfast
            table inet holdfast {
            	set tunnels {
            		type ifname
            		elements = { "hf2-wg", "hf1-ou0", "hf1-wg" }
            	}
            	chain sources {
            		type filter hook prerouting priority raw; policy accept;
            		iifname "hf2-wg" ip saddr != 10.62.0.0/24 drop
            		iifname "hf2-wg" ip6 saddr != fd62::/112 drop
            		iifname "hf1-ou0" ip saddr != 10.61.0.0/26 drop
            		iifname "hf1-ou0" ip6 saddr != fd61::/112 drop
            		iifname "hf1-wg" ip saddr != 10.61.1.0/24 drop
            		iifname "hf1-wg" ip6 saddr != fd61:1::/112 drop
            	}
            	chain input {
            		type filter hook input priority filter; policy accept;
            		iifname "hf2-wg" ip daddr 10.62.0.1 icmp type echo-request accept
            		iifname "hf2-wg" ip6 daddr fd62::1 icmpv6 type echo-request accept
            		iifname "hf1-ou0" ip daddr 10.61.0.1 icmp type echo-request accept
            		iifname "hf1-ou0" ip6 daddr fd61::1 icmpv6 type echo-request accept
            		iifname "hf1-wg" ip daddr 10.61.1.1 icmp type echo-request accept
            		iifname "hf1-wg" ip6 daddr fd61:1::1 icmpv6 type echo-request accept
            		udp dport { 1194, 51820, 51821 } accept
            	}
            	chain forward {
            		type filter hook forward priority filter; policy accept;
            		iifname != @tunnels oifname != @tunnels accept
            		tcp flags syn tcp option maxseg size set rt mtu
            		iifname { "hf1-ou0", "hf1-wg" } oifname { "hf1-ou0", "hf1-wg" } accept
            		iifname @tunnels oifname @tunnels drop
            		ct state established,related accept
            		iifname @tunnels accept
            		oifname { "hf2-wg" } accept
            		drop
            	}
            	chain translate {
            		type nat hook postrouting priority srcnat; policy accept;
            		oifname != @tunnels oifname != "lo" ip saddr 10.61.0.0/26 masquerade
            		oifname != @tunnels oifname != "lo" ip6 saddr fd61::/112 masquerade
            		oifname != @tunnels oifname != "lo" ip saddr 10.61.1.0/24 masquerade
            		oifname != @tunnels oifname != "lo" ip6 saddr fd61:1::/112 masquerade
            	}
            }

            """,
            Ruleset.Render([Office, Lab])
        );

    [Fact]
    public void Render_OrderOfProfiles_DoesNotMatter() =>
        Assert.Equal(Ruleset.Render([Office, Lab]), Ruleset.Render([Lab, Office]));

    [Theory]
    [InlineData("eth0")]
    [InlineData("hf1\" accept; #")]
    [InlineData("hf1 }")]
    public void Render_DeviceThatIsNotOurs_IsLeftOut(string name)
    {
        var service = Lab.WireGuard! with { Interface = name };
        Assert.Equal(Ruleset.Removal, Ruleset.Render([Lab with { WireGuard = service }]));
    }

    [Fact]
    public void Render_WithVirtualAddresses_TranslatesToTheOneOnTheWay()
    {
        PlacedAddress[] unit =
        [
            new("eth0", IPAddress.Parse("fe80::100")),
            new("eth0", IPAddress.Parse("192.0.2.10")),
            new("eth1", IPAddress.Parse("10.0.0.10")),
            new("eth1", IPAddress.Parse("10.0.0.11")),
            new("eth1", IPAddress.Parse("fd00::10")),
        ];
        var shared = Office with { OpenVpn = [], Forwarding = new(true, false, Unit: 51) };

        var rules = Ruleset
            .Render([shared], vrid => vrid == 51 ? unit : [])
            .Split('\n', StringSplitOptions.TrimEntries);

        Assert.Equal(
            [
                "oifname \"eth0\" ip saddr 10.61.1.0/24 snat ip to 192.0.2.10",
                "oifname \"eth1\" ip saddr 10.61.1.0/24 snat ip to 10.0.0.10",
                "oifname \"eth1\" ip6 saddr fd61:1::/112 snat ip6 to fd00::10",
            ],
            rules.Where(rule => rule.Contains("snat ip", StringComparison.Ordinal))
        );
        var last = Array.FindLastIndex(rules, rule => rule.Contains("snat ip", StringComparison.Ordinal));
        Assert.True(last < Array.FindIndex(rules, rule => rule.Contains("masquerade", StringComparison.Ordinal)));
    }

    [Fact]
    public void Render_Routed_TranslatesNothing()
    {
        var shared = Lab with { Forwarding = new(false, false, Unit: 51) };

        Assert.DoesNotContain(
            "snat ip",
            Ruleset.Render([shared], _ => [new("eth0", IPAddress.Parse("192.0.2.10"))]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Render_Translated_KeepsOurOwnStackFromEndingConnections()
    {
        var rules = Lines(Office with { Forwarding = new(true, false, Unit: 51) }, connections: null);
        var unknown = "ip daddr 192.0.2.10 tcp flags & (syn | rst) == 0x0 ct state { invalid, new }";

        var ours = Array.IndexOf(rules, $"{unknown} socket wildcard {{ 0, 1 }} accept");
        Assert.True(ours > 0);
        Assert.Equal($"{unknown} drop", rules[ours + 1]);
        Assert.DoesNotContain(
            Lines(Lab with { Forwarding = new(false, false, Unit: 51) }, connections: null),
            rule => rule.StartsWith("ip daddr", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Render_ConnectionsAreTold_OnlyByTheOtherNodeAndOnItsLink()
    {
        var way = new ConnectionWay("eth1", IPAddress.Parse("fd00::1"), IPAddress.Parse("fd00::2"), 3115);

        var rules = Lines(Office with { Forwarding = new(true, false, Unit: 51) }, way);

        Assert.Contains("udp dport 3115 iifname != \"eth1\" drop", rules);
        Assert.Contains("udp dport 3115 ip6 saddr != fd00::2 drop", rules);
    }

    /// <summary>A profile that is divided is still one to its clients; each part has an address of its own on the way inside.</summary>
    [Fact]
    public void Render_PartsOfOneProfile_ReachEachOther_AndHaveAddressesOfTheirOwn()
    {
        var first = Office with { OpenVpn = [], Forwarding = new(true, ClientToClient: true, Unit: 51) };
        var further = first with
        {
            ProfileId = "office@52",
            WireGuard = WireGuard("hf1u52-wg", 51822, "10.61.2.0/24", "fd61:2::/112"),
            Forwarding = new(true, ClientToClient: true, Unit: 52),
        };

        var rules = Ruleset
            .Render([first, further], vrid => [new("eth1", IPAddress.Parse($"10.0.0.{vrid}"))])
            .Split('\n', StringSplitOptions.TrimEntries);

        Assert.Contains("iifname { \"hf1-wg\", \"hf1u52-wg\" } oifname { \"hf1-wg\", \"hf1u52-wg\" } accept", rules);
        Assert.Contains("oifname \"eth1\" ip saddr 10.61.1.0/24 snat ip to 10.0.0.51", rules);
        Assert.Contains("oifname \"eth1\" ip saddr 10.61.2.0/24 snat ip to 10.0.0.52", rules);
    }

    private static string[] Lines(ProfileServices services, ConnectionWay? connections) =>
        Ruleset
            .Render([services], _ => [new("eth0", IPAddress.Parse("192.0.2.10"))], connections)
            .Split('\n', StringSplitOptions.TrimEntries);

    private static ProfileServices Office =>
        new()
        {
            ProfileId = "office",
            WireGuard = WireGuard("hf1-wg", 51820, "10.61.1.0/24", "fd61:1::/112"),
            OpenVpn = [TestServices.Udp],
            Forwarding = new(Masquerade: true, ClientToClient: true),
        };

    private static ProfileServices Lab =>
        new()
        {
            ProfileId = "lab",
            WireGuard = WireGuard("hf2-wg", 51821, "10.62.0.0/24", "fd62::/112"),
            Forwarding = new(Masquerade: false, ClientToClient: false),
        };

    private static WireGuardService WireGuard(string device, int port, string pool4, string pool6) =>
        new()
        {
            Interface = device,
            Port = port,
            PrivateKey = new WireGuardKey(new byte[32]),
            Mtu = 1420,
            Pool4 = IPNetwork.Parse(pool4),
            Pool6 = IPNetwork.Parse(pool6),
            Tcp = true,
        };
}

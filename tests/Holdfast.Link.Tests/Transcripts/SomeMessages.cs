using System.Net;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Model.Keys;
using Holdfast.Model.Profiles;

namespace Holdfast.Link.Tests.Transcripts;

/// <summary>Every kind of message, with all that may stand in it and with the least. By their names in the transcript.</summary>
internal static class SomeMessages
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 8, 0, 0, 125, TimeSpan.Zero);
    private static readonly Guid Id = new("018f0000-0000-7000-8000-000000000001");
    private static readonly Guid Other = new("018f0000-0000-7000-8000-000000000002");
    private static readonly Revision Before = new(1, 41);
    private static readonly Revision Now = new(2, 42);
    private static readonly WireGuardKey Key = new([.. Enumerable.Range(1, 32).Select(number => (byte)number)]);

    private static readonly WireGuardPeer LeastPeer = new()
    {
        ConfigurationId = Id,
        ProfileId = "office",
        PublicKey = Key,
        Address4 = IPAddress.Parse("10.43.0.2"),
        Address6 = IPAddress.Parse("fd43::2"),
        ExpiresAt = At,
    };

    private static readonly OpenVpnClient Client = new()
    {
        ConfigurationId = Other,
        ProfileId = "office",
        Slot = 7,
        ExpiresAt = At,
    };

    private static readonly OpenVpnService LeastServer = new()
    {
        Interface = "hf1-ovpn0",
        Part = 0,
        Transport = Transport.Udp,
        Port = 1194,
        Pool4 = IPNetwork.Parse("10.44.0.0/25"),
        Pool6 = IPNetwork.Parse("fd44::/113"),
        Mtu = 1500,
        CaCertificate = "-----CA-----",
        Certificate = "-----CERTIFICATE-----",
        PrivateKey = "-----KEY-----",
        TlsCryptKey = "-----STATIC-----",
        Push = new() { DefaultGateway = true, BlockLan = false },
    };

    private static readonly ProfileServices Services = new()
    {
        ProfileId = "office",
        WireGuard = new()
        {
            Interface = "hf1-wg",
            Port = 51820,
            PrivateKey = Key,
            Mtu = 1420,
            Pool4 = IPNetwork.Parse("10.43.0.0/24"),
            Pool6 = IPNetwork.Parse("fd43::/64"),
            Tcp = true,
        },
        OpenVpn =
        [
            LeastServer,
            LeastServer with
            {
                Interface = "hf1-ovpn1",
                Part = 1,
                Transport = Transport.Tcp,
                ListenAddress = IPAddress.Parse("192.0.2.1"),
                Push = new()
                {
                    DefaultGateway = false,
                    BlockLan = true,
                    Routes = [IPNetwork.Parse("192.168.0.0/16")],
                    ExcludedRoutes = [IPNetwork.Parse("192.168.7.0/24")],
                    DnsServers = ["@GW4@", "192.168.0.53"],
                    DnsSearchDomains = ["corp.example.org"],
                },
                Ping = 3,
                PingRestart = 9,
                Log = true,
            },
        ],
        Forwarding = new(Masquerade: true, ClientToClient: false),
    };

    private static readonly ProfileServices LeastServices = new()
    {
        ProfileId = "empty",
        Forwarding = new(Masquerade: false, ClientToClient: true),
    };

    private static readonly ProfileServices SharedServices = new()
    {
        ProfileId = "shared",
        WireGuard = Services.WireGuard! with { Unit = 51 },
        Forwarding = new(Masquerade: true, ClientToClient: false, Unit: 51),
    };

    private static readonly MachinePlan LeastPlan = new()
    {
        Managed = Now,
        Local = new(1, new Dictionary<string, string>(StringComparer.Ordinal), []),
        Group = new()
        {
            Id = Id,
            Members = [],
            Paths = [new("inside", HeartbeatCarrier.Unicast)],
            Units = [],
            IntervalMilliseconds = 100,
            Keys = [],
            ActiveKey = 0,
            Reachable = [],
        },
    };

    private static readonly MachinePlan Plan = new()
    {
        Managed = Now,
        Local = new(1, new Dictionary<string, string>(StringComparer.Ordinal) { ["n1"] = "eth0" }, ["node"]),
        Group = new()
        {
            Id = Id,
            Members = [new(1, "alpha", 200, [IPAddress.Parse("192.0.2.11")])],
            Paths = [new("n1", HeartbeatCarrier.Multicast), new("n1", HeartbeatCarrier.Udp)],
            Units = [new(51, [new("n1", IPAddress.Parse("192.0.2.10"))])],
            IntervalMilliseconds = 100,
            Keys = [new(1, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")],
            ActiveKey = 1,
            Preempts = true,
            Reachable = [IPAddress.Parse("192.0.2.1")],
            Witness = new(IPAddress.Parse("198.51.100.5"), 3113),
        },
    };

    private static readonly FailoverReport Report = new(
        new(AgentStanding.Managed, Now, Id, "The cable is out."),
        "The cable is out.",
        new(
            1,
            "alpha",
            [
                new(
                    51,
                    ["192.0.2.10"],
                    UnitRole.Standby,
                    "7.2",
                    Healthy: false,
                    "eth0 is not connected",
                    OnHold: true,
                    "held",
                    [
                        new(2, "beta", UnitRole.Active, Healthy: true, Ready: false, 0.1),
                        new(3, "gamma", UnitRole.Initialising, Healthy: true, Ready: false, 0.1),
                        new(4, "delta", UnitRole.Claiming, Healthy: true, Ready: false, 0.1),
                        new(5, "epsilon", UnitRole.Stopping, Healthy: true, Ready: false, 0.1),
                        new(6, "zeta", UnitRole.Fault, Healthy: false, Ready: false, 0.1),
                    ],
                    new(SilentFor: 0.2, Holder: 2),
                    12.5
                ),
                new(52, [], UnitRole.Active, "8.1", true, null, false, null, [], new(SilentFor: null, Holder: null), 0),
                new(53, [], UnitRole.Active, "8.1", true, null, false, null, [], Witness: null, 0),
            ],
            [
                new(At, 51, "standby → active: silence", 1, Last: null, UnitRole.Active),
                new(At, 51, "no switch over", 2, At, Became: null),
            ],
            new("primary", InStep: false, Degraded: true, 1024, "The disk is full.")
        )
    );

    public static readonly IReadOnlyDictionary<string, LinkMessage> ByName = new Dictionary<string, LinkMessage>(
        StringComparer.Ordinal
    )
    {
        ["portal-hello"] = new PortalHello(1, 1, "0.1.0", "portal-1", "node-1"),
        ["node-hello"] = new NodeHello(1, 1, "0.1.0", "node-1", Now, Id, 12),
        ["snapshot, least"] = new Snapshot(Revision.None, [], [], []),
        ["snapshot, all"] = new Snapshot(
            Now,
            [Services, LeastServices],
            [LeastPeer with { PresharedKey = Key }, LeastPeer],
            [Client],
            Draining: true
        ),
        ["snapshot, shared"] = new Snapshot(Now, [SharedServices], [], []),
        ["delta, least"] = new Delta(new() { From = Before, To = Now }),
        ["delta, all"] = new Delta(
            new()
            {
                From = Before,
                To = Now,
                Services = [Services],
                Peers = [LeastPeer],
                Clients = [Client],
                Removed = [Id],
                Draining = false,
            }
        ),
        ["status, of a pair"] = new NodeStatus(At, [], "vpn.example.org", null, null, [51, 52]),
        ["status, of a machine that can be in a group"] = new NodeStatus(
            At,
            [],
            "vpn.example.org",
            WireGuardTcpUrl: null,
            Networks:
            [
                new("eth0", IPAddress.Parse("192.0.2.11"), 24) { Gateway = IPAddress.Parse("192.0.2.1") },
                new("eth1", IPAddress.Parse("10.0.0.11"), 16),
            ],
            Failover: Report
        ),
        ["status, of a machine whose agent waits"] = new NodeStatus(
            At,
            [],
            "vpn.example.org",
            WireGuardTcpUrl: null,
            Networks: [],
            Failover: new(new(AgentStanding.NotConfigured, null, null, null), Trouble: null, Agent: null)
        ),
        ["status, of a machine that a person configured"] = new NodeStatus(
            At,
            [],
            "vpn.example.org",
            WireGuardTcpUrl: null,
            Networks: [],
            Failover: new(new(AgentStanding.ByHand, null, Id, null), Trouble: "It was written by hand.", Agent: null)
        ),
        ["status, of a machine with a database that is well"] = new NodeStatus(
            At,
            [],
            "vpn.example.org",
            WireGuardTcpUrl: null,
            Networks: [],
            Failover: new(
                new(AgentStanding.Managed, Now, Id, null),
                Trouble: null,
                new(1, "alpha", [], [], new("standby", InStep: true, Degraded: false, Lag: null, Trouble: null))
            )
        ),
        ["status, of a machine that kept something aside"] = new NodeStatus(
            At,
            [],
            "vpn.example.org",
            WireGuardTcpUrl: null,
            Networks: [],
            Failover: new(
                new(AgentStanding.Managed, Now, Id, null),
                Trouble: null,
                new(
                    1,
                    "alpha",
                    [],
                    [],
                    new("standby", true, false, null, null, ["/srv/aside/timeline-1-from-0_4000148"])
                )
            )
        ),
        ["status, of a machine without a database"] = new NodeStatus(
            At,
            [],
            "vpn.example.org",
            WireGuardTcpUrl: null,
            Networks: [],
            Failover: new(new(AgentStanding.Managed, Now, Id, null), null, new(1, "alpha", [], [], Database: null))
        ),
        ["failover, none"] = new FailoverWanted(Now, Plan: null),
        ["failover, all"] = new FailoverWanted(Now, Plan),
        ["failover-request, least"] = new FailoverRequest(Id, FailoverCommand.Clock),
        ["failover-request, validate"] = new FailoverRequest(Id, FailoverCommand.Validate, LeastPlan),
        ["failover-request, switch over"] = new FailoverRequest(Id, FailoverCommand.SwitchOver, null, 51, 2),
        ["failover-request, hold"] = new FailoverRequest(Id, FailoverCommand.Hold, null, 51),
        ["failover-request, release"] = new FailoverRequest(Id, FailoverCommand.Release),
        ["failover-request, may forget"] = new FailoverRequest(Id, FailoverCommand.MayForget),
        ["failover-answer, least"] = new FailoverAnswer(Id, At, Refused: null, []),
        ["failover-answer, all"] = new FailoverAnswer(
            Id,
            At,
            "Nobody is ready.",
            [new("eth0"), new("192.0.2.10 on eth0", "HF-2042", "It is in use", "By a printer.", "Choose another.")]
        ),
        ["resync-request"] = new ResyncRequest(Before),
        ["applied, least"] = new Applied(Now, []),
        ["applied, with failures"] = new Applied(
            Now,
            [
                new(Id, "office", "HF-1605", "The address is taken."),
                new(ConfigurationId: null, "office", "HF-1601", "There is no such device.", "hf1-wg"),
            ]
        ),
        ["events, least"] = new NodeEvents(Id, 12, []),
        ["events, each kind"] = new NodeEvents(
            Id,
            12,
            [
                new SessionStarted(
                    At,
                    Other,
                    Id,
                    IPAddress.Parse("10.43.0.2"),
                    IPAddress.Parse("fd43::2"),
                    "198.51.100.7:40001"
                ),
                new SessionStarted(At, Id, Id, IPAddress.Parse("10.44.0.2"), IPAddress.Parse("fd44::2"), null),
                new SessionCounted(At, Other, 9007199254740992, 2),
                new SessionEnded(At, Other, 3, 4, "idle"),
            ],
            [Id, Other]
        ),
        ["events-stored"] = new EventsStored(Id, 16),
        ["status, least"] = new NodeStatus(At, [], "vpn.example.org", WireGuardTcpUrl: null),
        ["status, all"] = new NodeStatus(
            At,
            [
                new("office", "hf1-wg", Works: true, Detail: null, Sessions: 3),
                new("office", "hf1-ovpn0", Works: false, "It does not answer.", Sessions: 0, 123, 456),
            ],
            "vpn.example.org",
            new("https://vpn.example.org:8444/wireguard"),
            new(0.25, 1, 2, 3, 4)
        ),
        ["status, machine says nothing"] = new NodeStatus(
            At,
            [],
            "vpn.example.org",
            WireGuardTcpUrl: null,
            new(CpuLoad: null, MemoryUsed: null, MemoryTotal: null, UptimeSeconds: null, RunsSeconds: null)
        ),
        ["certificate-request"] = new CertificateRequest("link", "-----REQUEST-----"),
        ["certificate-issued"] = new CertificateIssued("wireguard-tcp", "-----CERTIFICATE-----"),
        ["goodbye"] = new Goodbye("The portal stops."),
    };
}

using Holdfast.Data.Users;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Features.Account;
using Holdfast.Portal.Features.Home;
using Holdfast.Portal.Features.Nodes;
using Holdfast.Portal.Features.Overview;
using Holdfast.Portal.Features.Users;
using Holdfast.Portal.Settings;

namespace Holdfast.Web.OnFakes;

/// <summary>What the pages show when no portal stands behind them. Each test has its own.</summary>
public sealed class FakeWorld
{
    public const string UserName = "ada";
    public const string AdministratorName = "admin";
    public const string AuditorName = "auditor";
    public const string HelpDeskName = "helper";
    public const string NewcomerName = "newcomer";

    /// <summary>Has a second factor.</summary>
    public const string CarefulName = "careful";

    /// <summary>Must have a second factor, and has none.</summary>
    public const string LateName = "late";

    /// <summary>Comes from a source that asks for more than a password.</summary>
    public const string ChallengedName = "challenged";

    public const string Password = "correct horse battery staple";

    public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

    public List<Profile> Profiles { get; } =
    [
        new()
        {
            Id = "office",
            DisplayName = "Office",
            DnsServers = ["9.9.9.9"],
            WireGuard = new() { Pool4 = Networks.Of("10.43.0.0/24"), Pool6 = Networks.Of("fd43::/64") },
            OpenVpn = new() { Pool4 = Networks.Of("10.44.0.0/24"), Pool6 = Networks.Of("fd44::/64") },
        },
        new()
        {
            Id = "laboratory",
            DisplayName = "Laboratory and instruments",
            DefaultGateway = false,
            Routes = [Networks.Of("192.168.7.0/24")],
            AllowedGroups = ["lab", "staff"],
            WireGuard = new()
            {
                Pool4 = Networks.Of("10.45.0.0/24"),
                Pool6 = Networks.Of("fd45::/64"),
                Port = 51821,
            },
        },
    ];

    public List<NodeDetails> Nodes { get; } =
    [
        new()
        {
            Id = "node-1",
            State = NodeCondition.Linked,
            Address = "unix:/var/lib/holdfast/run/link.sock",
            HostName = "vpn.example.org",
            Weight = 100,
            IsLinked = true,
            Since = Now.AddDays(-3),
            Software = "0.1.0",
            Revision = 812,
            Lag = 0,
            Sessions = 184,
            ReceivedPerSecond = 2_350_000,
            SentPerSecond = 14_800_000,
            CpuLoad = 0.23,
            MemoryUsed = 1_400_000_000,
            MemoryTotal = 8_200_000_000,
            UptimeSeconds = 4_000_000,
            RunsSeconds = 260_000,
            CertificateEndsAt = Now.AddDays(5),
            CreatedAt = Now.AddDays(-200),
            Services =
            [
                new("office", "hf-wg-1", Works: true, null, 120, 812_000_000_000, 4_100_000_000_000),
                new("office", "hf-ou-1-0", Works: true, null, 64, 12_000_000_000, 61_000_000_000),
            ],
            Outages = [new(Now.AddHours(-4), Now.AddHours(-3.8), "HF-1702 Nobody answers at the node's address")],
        },
        new()
        {
            Id = "node-2",
            State = NodeCondition.Draining,
            Address = "198.51.100.7:8445",
            HostName = "vpn2.example.org",
            GivenHostName = "vpn2.example.org",
            Weight = 200,
            ClientNetworks = [Networks.Of("192.0.2.0/24")],
            DrainingSince = Now.AddMinutes(-6),
            IsLinked = true,
            Since = Now.AddDays(-1),
            Software = "0.1.0",
            Revision = 40,
            Lag = 2,
            Sessions = 3,
            CertificateEndsAt = Now.AddDays(2),
            CreatedAt = Now.AddDays(-60),
            NoRoom = [new("laboratory", Protocol.WireGuard)],
            Services = [new("office", "hf-wg-1", Works: true, null, 3, null, null)],
            Failures = [new("HF-1611", "office", "The key of one peer is refused.")],
        },
        new()
        {
            Id = "node-in-the-far-away-laboratory",
            State = NodeCondition.NotLinked,
            Address = "[2001:db8::7]:8445",
            HostName = "lab.example.org",
            Weight = 0,
            Since = Now.AddMinutes(-41),
            Reason = "HF-1712 The other end fell silent [node lab]: It does not answer; the link stands.",
            Software = "0.1.0",
            Revision = 12,
            CreatedAt = Now.AddDays(-20),
            Outages =
            [
                new(Now.AddMinutes(-41), null, "HF-1712 The other end fell silent"),
                new(Now.AddDays(-9), Now.AddDays(-8), "HF-1702 Nobody answers at the node's address"),
            ],
        },
    ];

    public List<Device> Devices { get; } =
    [
        new(
            Guid.CreateVersion7(),
            "Phone",
            "Office",
            Protocol.WireGuard,
            AppName: null,
            Now.AddDays(-12),
            Now.AddDays(78),
            Now.AddHours(-2)
        ),
        new(
            Guid.CreateVersion7(),
            "Laptop",
            "Laboratory and instruments",
            Protocol.OpenVpn,
            "Let’s Connect! for Linux",
            Now.AddDays(-3),
            Now.AddDays(87),
            ConnectedSince: null
        ),
    ];

    public List<ApprovedApp> Apps { get; } =
    [new(Guid.CreateVersion7(), "Let’s Connect! for Linux", Now.AddDays(-3), Now.AddDays(87))];

    public List<Browser> Browsers { get; } =
    [
        new(
            "this",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "192.0.2.17",
            Now.AddHours(-1),
            Now,
            IsThis: true
        ),
        new(
            "other",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1",
            "2001:db8::17",
            Now.AddDays(-2),
            Now.AddDays(-1),
            IsThis: false
        ),
    ];

    public List<UserView> Users { get; } =
    [
        new(Guid.CreateVersion7(), AdministratorName, Role.Administrator, [], IsDisabled: false, Now.AddDays(-90)),
        new(Guid.CreateVersion7(), UserName, Role.User, ["staff", "lab"], IsDisabled: false, Now.AddDays(-80))
        {
            Factors = new(App: true, 2, 7),
        },
        new(
            Guid.CreateVersion7(),
            "grace.hopper@example.org",
            Role.User,
            ["staff"],
            IsDisabled: true,
            Now.AddDays(-70)
        ),
        new(Guid.CreateVersion7(), NewcomerName, Role.User, [], IsDisabled: false, Now.AddDays(-1)),
    ];

    /// <summary>People who can sign in without standing in the list of users.</summary>
    private readonly UserView[] _others =
    [
        new(Guid.CreateVersion7(), AuditorName, Role.Auditor, [], IsDisabled: false, Now.AddDays(-9)),
        new(Guid.CreateVersion7(), HelpDeskName, Role.HelpDesk, [], IsDisabled: false, Now.AddDays(-9)),
        new(Guid.CreateVersion7(), CarefulName, Role.User, [], IsDisabled: false, Now.AddDays(-9)),
        new(Guid.CreateVersion7(), ChallengedName, Role.User, [], IsDisabled: false, Now.AddDays(-9)),
        new(Guid.CreateVersion7(), LateName, Role.User, [], IsDisabled: false, Now.AddDays(-9)),
    ];

    public UserView? Find(string name) => Users.Concat(_others).FirstOrDefault(user => user.Name == name);

    public OverviewView Overview { get; set; } =
        new(
            [
                new(
                    "north",
                    "vpn-north.example.org",
                    IsLinked: true,
                    "0.1.0",
                    Reason: null,
                    Lag: 0,
                    [
                        new("office", "hf1-wg", Works: true, Detail: null, 17),
                        new("office", "hf1-ou0", Works: true, Detail: null, 4),
                        new("laboratory", "hf2-wg", Works: false, "The device has no address.", 0),
                    ]
                ),
                new(
                    "south",
                    "vpn-south.example.org",
                    IsLinked: false,
                    Software: null,
                    "Connection refused by 198.51.100.7:7443.",
                    Lag: 3,
                    []
                ),
            ],
            21,
            4,
            [new("office", "Office", 21), new("laboratory", "Laboratory and instruments", 3)]
        );

    public PortalSettingValues Settings { get; set; } = PortalSettingValues.Defaults;

    /// <summary>What was signed in, approved and set up, for tests to look at.</summary>
    public List<string> Done { get; } = [];
}

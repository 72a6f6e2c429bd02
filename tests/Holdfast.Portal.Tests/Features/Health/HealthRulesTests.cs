using Holdfast.Data;
using Holdfast.Portal.Features.FirstSteps;
using Holdfast.Portal.Features.Health;

namespace Holdfast.Portal.Tests.Features.Health;

public sealed class HealthRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    private static readonly HealthFacts Well = new()
    {
        Now = Now,
        Version = "1.2.0",
        Database = DatabaseKind.Sqlite,
        Disk = (50_000_000_000, 100_000_000_000),
        CertificateEndsAt = Now.AddDays(60),
        KeysOpen = true,
        LastBackup = Now.AddHours(-9),
        HasMail = true,
        Portals = [new("vpn1", "1.2.0", Runs: true)],
        Nodes = [new("n1", IsLinked: true, null, "1.2.0", TimeSpan.FromMilliseconds(3))],
        Jobs = [new("Statistics", Now.AddMinutes(2))],
        NoticesDueAt = Now.AddHours(1),
    };

    [Fact]
    public void Judge_EverythingWell_IsGoodAndSaysSo()
    {
        var rows = HealthRules.Judge(Well);
        Assert.Equal(HealthState.Good, HealthRules.Whole(rows));
        Assert.All(rows, row => Assert.NotEmpty(row.Words));
        Assert.Equal(12, rows.Count);
    }

    public static TheoryData<string, HealthState, HealthFacts> Wrong =>
        new()
        {
            { "Database", HealthState.Bad, Well with { MayBeBehind = true } },
            { "Disk", HealthState.Warn, Well with { Disk = null } },
            { "Disk", HealthState.Warn, Well with { Disk = (999_999_999, 100_000_000_000) } },
            { "Disk", HealthState.Bad, Well with { Disk = (1, 100_000_000_000) } },
            { "Database’s clock", HealthState.Warn, Well with { DatabaseAhead = TimeSpan.FromSeconds(-3) } },
            { "Database’s clock", HealthState.Bad, Well with { DatabaseAhead = TimeSpan.FromMinutes(1) } },
            { "Certificate", HealthState.Warn, Well with { CertificateEndsAt = Now.AddDays(13) } },
            { "Certificate", HealthState.Bad, Well with { CertificateEndsAt = Now } },
            { "Secrets’ key", HealthState.Bad, Well with { KeysOpen = false } },
            { "Portal", HealthState.Warn, Well with { Portals = [new("vpn1", "1.2.0", Runs: false)] } },
            { "Portal", HealthState.Warn, Well with { Portals = [new("vpn1", "1.1.9", Runs: true)] } },
            { "Node", HealthState.Bad, Well with { Nodes = [] } },
            { "Node", HealthState.Bad, Well with { Nodes = [new("n1", IsLinked: false, "Silent.", "1.2.0", null)] } },
            { "Node", HealthState.Warn, Well with { Nodes = [new("n1", IsLinked: true, null, "1.3.0", null)] } },
            {
                "Node’s clock",
                HealthState.Bad,
                Well with
                {
                    Nodes = [new("n1", IsLinked: true, null, "1.2.0", TimeSpan.FromSeconds(-31))],
                }
            },
            { "Job", HealthState.Warn, Well with { Jobs = [new("Statistics", null)] } },
            { "Job", HealthState.Bad, Well with { Jobs = [new("Statistics", Now.AddMinutes(-2))] } },
            { "Job", HealthState.Bad, Well with { NoticesDueAt = Now.AddMinutes(-2) } },
            { "Backup", HealthState.Warn, Well with { LastBackup = null } },
            { "Backup", HealthState.Warn, Well with { LastBackup = Now.AddDays(-9) } },
            { "Mail", HealthState.Warn, Well with { HasMail = false } },
        };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Judge_OneThingWrong_OnlyItsRowSaysSo(string area, HealthState state, HealthFacts facts)
    {
        var row = Assert.Single(HealthRules.Judge(facts), row => row.State != HealthState.Good);
        Assert.Equal((area, state), (row.Area, row.State));
    }

    [Theory]
    [InlineData("vpn.example.org", true)]
    [InlineData("localhost", false)]
    [InlineData("vpn.localhost", false)]
    [InlineData("192.0.2.7", false)]
    [InlineData("[2001:db8::7]", false)]
    public void FirstSteps_Host_IsANameThatOthersReach(string host, bool expected) =>
        Assert.Equal(expected, FirstStepRules.Of(host, true, true, true, true, true, true)[0].IsDone);
}

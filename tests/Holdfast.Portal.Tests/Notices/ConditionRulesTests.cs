using Holdfast.Data.Notices;
using Holdfast.Model.Failover;
using Holdfast.Portal.Features.Failover;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Notices.Conditions;

namespace Holdfast.Portal.Tests.Notices;

public sealed class ConditionRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly Observation Away = new(NoticeKinds.NodeDown, "node-1", "node-1 is not reached.");
    private static readonly Observation Unseen = Away with { Text = null };

    private readonly Dictionary<(string, string), KnownCondition> _known = [];

    [Fact]
    public void Judge_Lasts_IsToldOnceAndAgainAfterADay()
    {
        Assert.Empty(Look(0, Away));
        Assert.Empty(Look(25, Away));
        Assert.Equal(["node-1 is not reached."], Look(30, Away));
        for (var second = 35; second < 86_400; second += 600)
        {
            Assert.Empty(Look(second, Away));
        }

        Assert.Equal(["Still so, since 2026-11-21 08:00 UTC: node-1 is not reached."], Look(30 + 86_400, Away));
    }

    [Fact]
    public void Judge_IsOver_IsToldWithHowLongItLasted()
    {
        Look(0, Away);
        Look(30, Away);
        Look(300, Away);
        Assert.Empty(Look(305));
        Assert.Equal(["Over after 5m: node-1 is not reached."], Look(360));
        Assert.Empty(_known);
    }

    [Fact]
    public void Judge_ShortOnce_NobodyIsTold()
    {
        Look(0, Away);
        Assert.Empty(Look(5));
        Assert.Empty(Look(100));
        Assert.Empty(_known);
    }

    [Fact]
    public void Judge_ComesAndGoes_IsOneCondition()
    {
        var told = new List<string>();
        for (var second = 0; second < 3600; second += 5)
        {
            told.AddRange(second / 20 % 2 == 0 ? Look(second, Away) : Look(second));
        }

        Assert.Single(told);
    }

    [Fact]
    public void Judge_CannotBeSeen_IsNeitherOverNorBegun()
    {
        Assert.Empty(Look(0, Unseen));
        Assert.Empty(_known);
        Look(0, Away);
        Look(30, Away);
        for (var second = 35; second < 600; second += 5)
        {
            Assert.Empty(Look(second, Unseen));
        }

        Assert.Empty(Look(605, Away));
    }

    [Fact]
    public void Judge_ClockGoesBack_TellsNoMoreThanOnceMore()
    {
        Look(0, Away);
        Look(30, Away);
        var told = Look(-86_400, Away).Concat(Look(-86_395, Away)).Concat(Look(-86_390, Away)).ToList();

        Assert.InRange(told.Count, 0, 1);
    }

    [Fact]
    public void Judge_ThousandNodesAtRandom_EachBeginIsToldBeforeItsEnd()
    {
        var chance = new Random(11);
        var open = new HashSet<string>(StringComparer.Ordinal);
        for (var second = 0; second < 3600; second += 15)
        {
            var seen = Enumerable
                .Range(0, 50)
                .Where(_ => chance.Next(3) == 0)
                .Select(node => Away with { Subject = $"node-{node}" })
                .ToArray();
            foreach (var told in Judge(second, seen).Tell)
            {
                var isEnd = told.Text.StartsWith("Over", StringComparison.Ordinal);
                Assert.True(isEnd ? open.Remove(told.Subject) : open.Add(told.Subject), told.Text);
            }
        }
    }

    [Fact]
    public void Roles_FirstLookTellsNothing_AChangeIsToldOnce()
    {
        Assert.Empty(Roles(Unit("node-1", "3.1")));
        Assert.Empty(Roles(Unit("node-1", "3.1")));
        Assert.Empty(Roles(Unit(null, null)));
        Assert.Equal(
            ["outside: node-2 is active now; before it was node-1. Why: nobody else was heard."],
            Roles(Unit("node-2", "4.2"))
        );
        Assert.Empty(Roles(Unit("node-2", "4.2")));
        Roles();
        Assert.Empty(_known);
    }

    [Fact]
    public void Alarms_EachHasItsKind()
    {
        var machine = new MachineState(
            1,
            "node-1",
            true,
            true,
            "no agent",
            false,
            2.0,
            new("primary", false, Degraded: true, null, null)
        );

        Assert.Equal(
            ["failover.trouble", "failover.trouble", "failover.clock", "database.degraded"],
            FailoverAlarms.AllOf([machine], [Unit(null, null)]).Select(alarm => alarm.Kind.Name)
        );
        Assert.Equal(
            ["failover.no-standby"],
            FailoverAlarms
                .AllOf(
                    [],
                    [
                        Unit("node-1", "1.1") with
                        {
                            Roles = [new("node-1", UnitRole.Active, Note: null, IsReady: false, IsHeard: true)],
                        },
                    ]
                )
                .Select(a => a.Kind.Name)
        );
    }

    private static UnitState Unit(string? active, string? epoch) =>
        new(51, "outside", [], active, epoch, null, "nobody else was heard", []);

    private IReadOnlyList<string> Roles(params UnitState[] units) =>
        Apply(RoleChanges.Judge([.. _known.Values], units, Start));

    private IReadOnlyList<string> Look(int second, params Observation[] seen) => Apply(Judge(second, seen));

    private Verdict Judge(int second, params Observation[] seen)
    {
        var verdict = ConditionRules.Judge([.. _known.Values], seen, Start.AddSeconds(second));
        Apply(verdict);
        return verdict;
    }

    private IReadOnlyList<string> Apply(Verdict verdict)
    {
        foreach (var gone in verdict.Forget)
        {
            _known.Remove((gone.Kind, gone.Subject));
        }

        foreach (var known in verdict.Keep)
        {
            _known[(known.Kind, known.Subject)] = known;
        }

        return [.. verdict.Tell.Select(told => told.Text)];
    }
}

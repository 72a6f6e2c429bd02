using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Rules;

namespace Holdfast.Failover.Tests.Database;

/// <summary>
/// A pair of databases under crashes, cuts, freezes and restarts: what was acknowledged in step survives every takeover, and in the end
/// all is in step again. The seed is in the failure; <c>HOLDFAST_SIMULATION_SEEDS</c> makes it a longer hunt.
/// </summary>
public sealed class PairSimulationTests
{
    private static int Seeds =>
        int.TryParse(Environment.GetEnvironmentVariable("HOLDFAST_SIMULATION_SEEDS"), out var seeds) ? seeds : 100;

    [Fact]
    public void Pair_UnderRandomFaults_LosesNothingAcknowledgedInStep()
    {
        var operators = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (breach, complaint, acknowledged, asked, story) = Play(seed, DatabaseRules.Standard);
            var wrong = breach ?? complaint;
            operators += asked ? 1 : 0;
            Assert.True(wrong is null, $"seed {seed}: {wrong}\n{string.Join('\n', story.TakeLast(80))}");
            Assert.True(acknowledged > 500, $"seed {seed}: only {acknowledged} rows");
        }

        // Who claimed, and was then too late to be promoted, leaves nobody who knows that he has everything.
        TestContext.Current.TestOutputHelper?.WriteLine($"an operator was needed in {operators} of {Seeds} stories");
        Assert.True(operators * 4 < Seeds, $"an operator was needed in {operators} of {Seeds} stories");
    }

    [Fact]
    public void PlannedSwitch_InStep_LeavesNothingAside()
    {
        var switched = 0;
        for (var seed = 1; seed <= 30; seed++)
        {
            var world = new PairWorld(seed, DatabaseRules.Standard);
            world.Run(TimeSpan.FromSeconds(10));
            world.Members[0].Wish(OperatorWish.HandOver);
            world.Run(TimeSpan.FromSeconds(30));

            Assert.Null(world.Complaint());
            Assert.Empty(world.Members[0].Server.Aside);
            switched += world.Members[1].State.Condition == ServerCondition.Primary ? 1 : 0;
        }

        // Now and then a job fails, or the two are not in step yet.
        Assert.True(switched > 20, $"{switched} of 30");
    }

    /// <summary>In the end they may need an operator; nothing is lost.</summary>
    [Fact]
    public void Pair_WhoseRolesAreClaimedBlindly_LosesNothingAcknowledgedInStep()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (breach, _, _, _, story) = Play(seed, DatabaseRules.Standard, blind: true);
            Assert.True(breach is null, $"seed {seed}: {breach}\n{string.Join('\n', story.TakeLast(80))}");
        }
    }

    [Fact]
    public void AnybodyMayBePromoted_IsNoticed() =>
        Assert.Contains(
            Enumerable.Range(1, 60),
            seed => Play(seed, new DatabaseRules { MayPromote = static _ => true }, blind: true).Breach is not null
        );

    [Fact]
    public void PromotedBeforeItIsRemembered_IsNoticed() =>
        AssertNoticed(new DatabaseRules { RemembersFirst = false }, "is promoted without", "in the end");

    [Fact]
    public void NobodyFollows_IsNoticed() => AssertNoticed(Without(FollowRule.Apply), "in the end");

    [Fact]
    public void StandingUntold_IsNoticed() => AssertNoticed(Without(StandingRule.Apply), "in the end");

    [Fact]
    public void WithoutWaitingForTheGrant_IsNoticed() =>
        AssertNoticed(new DatabaseRules { GrantIsOver = static _ => true }, "acknowledges alone");

    [Fact]
    public void LeaderOfOldAlwaysComplete_IsNoticed() =>
        AssertNoticed(
            new DatabaseRules { IsComplete = static turn => turn.State.Memory.Member == DatabaseMember.Leader },
            "is promoted without"
        );

    [Fact]
    public void LoserThatGoesOn_IsNoticed() =>
        AssertNoticed(Without(LoserRule.Apply), "both are primary", "in the end");

    [Fact]
    public void NeverInStep_IsNoticed() =>
        AssertNoticed(Without(SyncRule.Apply), "not in step in the end", "is promoted without");

    [Fact]
    public void NoRejoin_IsNoticed() => AssertNoticed(Without(RejoinRule.Apply), "in the end");

    private static DatabaseRules Without(Action<DatabaseTurn> rule) =>
        new() { All = [.. DatabaseRules.Standard.All.Where(other => other != rule)] };

    private static void AssertNoticed(DatabaseRules rules, params string[] because)
    {
        var wrong = Enumerable
            .Range(1, 60)
            .Select(seed => Play(seed, rules))
            .Select(played => played.Breach ?? played.Complaint)
            .FirstOrDefault(found => found is not null);

        Assert.NotNull(wrong);
        Assert.True(because.Any(wrong.Contains), wrong);
    }

    private static Played Play(int seed, DatabaseRules rules, bool blind = false)
    {
        var world = new PairWorld(seed, rules) { RolesAreBlind = blind };
        try
        {
            world.Run(TimeSpan.FromSeconds(10));
            for (var i = 0; i < 12; i++)
            {
                PairFaults.Inject(world);
                world.Run(TimeSpan.FromMilliseconds(world.Random.Next(50, 4000)));
            }

            PairFaults.Heal(world);
            world.Run(TimeSpan.FromSeconds(30));
            var asked = world.AskOperator();
            world.Run(TimeSpan.FromSeconds(30));
            return new Played(null, world.Complaint(), world.Rows.Acknowledged, asked, world.Story);
        }
        catch (InvalidOperationException breach)
        {
            return new Played(breach.Message, null, world.Rows.Acknowledged, false, world.Story);
        }
    }

    /// <param name="Breach">Something was wrong on the way.</param>
    /// <param name="Complaint">Something was wrong in the end.</param>
    private sealed record Played(
        string? Breach,
        string? Complaint,
        int Acknowledged,
        bool Operator,
        IReadOnlyList<string> Story
    );
}

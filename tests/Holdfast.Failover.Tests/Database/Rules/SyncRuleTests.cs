using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Rules;
using static Holdfast.Failover.Tests.Database.Rules.Turns;

namespace Holdfast.Failover.Tests.Database.Rules;

public sealed class SyncRuleTests
{
    [Theory]
    [InlineData(SyncStage.Alone, true, true, Job.Wait)]
    [InlineData(SyncStage.Alone, false, true, null)]
    [InlineData(SyncStage.Alone, true, false, Job.Remember)]
    [InlineData(SyncStage.Waiting, true, true, Job.Remember)]
    [InlineData(SyncStage.Waiting, false, true, Job.WaitNot)]
    [InlineData(SyncStage.Noted, true, false, Job.Open)]
    [InlineData(SyncStage.Noted, false, false, Job.Close)]
    [InlineData(SyncStage.InStep, true, false, null)]
    [InlineData(SyncStage.InStep, false, false, Job.Close)]
    [InlineData(SyncStage.Closing, true, false, Job.Open)]
    [InlineData(SyncStage.Closed, true, true, Job.WaitNot)]
    [InlineData(SyncStage.Closed, false, true, Job.WaitNot)]
    public void Apply_EachStage_GoesOneStep(SyncStage stage, bool keepsUp, bool alone, Job? job) =>
        Assert.Equal(job, Begins(SyncRule.Apply, At(stage, keepsUp, alone)));

    [Theory]
    [InlineData(1999, null)]
    [InlineData(2000, Job.Remember)]
    public void Apply_Closing_WaitsForTheGrantAndItsSlack(int closedAgo, Job? job) =>
        Assert.Equal(
            job,
            Begins(
                SyncRule.Apply,
                At(SyncStage.Closing, keepsUp: false, alone: false) with
                {
                    ClosedAt = Now - TimeSpan.FromMilliseconds(closedAgo),
                }
            )
        );

    [Fact]
    public void Apply_FarBehind_NothingWaitsForIt() =>
        Assert.Null(
            Begins(
                SyncRule.Apply,
                At(SyncStage.Alone, keepsUp: true, alone: true) with
                {
                    Replication = new ReplicationView(2_000_000, false, true, 1, 0),
                }
            )
        );

    [Fact]
    public void Apply_NewReign_IsRememberedFirst()
    {
        var turn = Of(Primary.Active(Two));
        SyncRule.Apply(turn);

        Assert.Equal(Two, turn.Actions.OfType<Begin>().Single().Work.Memory?.Reign);
    }

    [Fact]
    public void Apply_NotActive_Nothing() =>
        Assert.Null(Begins(SyncRule.Apply, Primary with { Role = Primary.Role with { Active = false } }));

    [Fact]
    public void Apply_NotLooked_ProvesNothing() => Assert.False(StandbyTimes.Unseen.KeepsUp(new DatabaseConfig()));

    [Theory]
    [InlineData(501, 0, 0)]
    [InlineData(0, 2501, 0)]
    [InlineData(0, 0, 501)]
    public void KeepsUp_GoneSilentOrStuck_Not(int streamedAgo, int spokeAgo, int progressedAgo) =>
        Assert.False(Times(streamedAgo, spokeAgo, progressedAgo).KeepsUp(new DatabaseConfig()));

    [Fact]
    public void KeepsUp_AtTheEdge_Does() => Assert.True(Times(500, 2500, 500).KeepsUp(new DatabaseConfig()));

    private static StandbyTimes Times(int streamedAgo, int spokeAgo, int progressedAgo) =>
        new(Now, Ago(streamedAgo), Ago(spokeAgo), Ago(progressedAgo));

    private static DatabaseState At(SyncStage stage, bool keepsUp, bool alone) =>
        Primary with
        {
            Sync = stage,
            Memory = Primary.Memory with { Alone = alone },
            Standby = keepsUp ? Primary.Standby : Times(501, 0, 0),
            ClosedAt = Now,
        };

    private static TimeSpan Ago(int milliseconds) => Now - TimeSpan.FromMilliseconds(milliseconds);
}

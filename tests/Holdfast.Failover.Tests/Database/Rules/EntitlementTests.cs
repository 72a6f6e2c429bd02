using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Rules;
using Holdfast.Failover.Members;
using static Holdfast.Failover.Tests.Database.Rules.Turns;

namespace Holdfast.Failover.Tests.Database.Rules;

public sealed class EntitlementTests
{
    private static readonly DatabaseState Taking = Standby.Active(Two);

    private static readonly DatabaseState Returned = Primary with
    {
        Condition = ServerCondition.Stopped,
        Role = Primary.Role with { Active = false, Held = Epoch.None },
    };

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    public void MayPromote_Follower_WhileItsGrantLasts(int milliseconds, bool may) =>
        Assert.Equal(may, May(Taking with { GrantUntil = Now + TimeSpan.FromMilliseconds(milliseconds) }));

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void MayPromote_ClaimantOfThisEpoch_WhileItsGrantLasts(int milliseconds, bool may) =>
        Assert.Equal(may, May(Claimant(Two) with { GrantUntil = Now + TimeSpan.FromMilliseconds(milliseconds) }));

    [Fact]
    public void MayPromote_ClaimantOfAnotherEpoch_NotByAGrant() =>
        Assert.False(May(Claimant(One) with { GrantUntil = Now + TimeSpan.FromSeconds(1) }));

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void MayPromote_ClaimantWhoseServerWrites_IsTakenUp(bool writes, bool may) =>
        Assert.Equal(may, May(Claimant(Two) with { Replication = new(0, false, false, 0, 0) { Writes = writes } }));

    [Fact]
    public void MayPromote_DataThatIsNobodys_Not() =>
        Assert.False(May(Taking with { Memory = DatabaseMemory.Nothing, GrantUntil = Now + TimeSpan.FromSeconds(1) }));

    [Fact]
    public void MayPromote_ByAnOperatorsWord_Once() => Assert.True(May(Taking with { DegradedAllowed = true }));

    /// <summary>Grants that were given before the server ended may last for two seconds.</summary>
    [Theory]
    [InlineData(true, 0, true)]
    [InlineData(false, 1999, false)]
    [InlineData(false, 2000, true)]
    public void MayPromote_LedUnderThisEpoch_AfterTheGrants(bool alone, int endedAgo, bool may) =>
        Assert.Equal(
            may,
            May(
                Primary with
                {
                    Condition = ServerCondition.Stopped,
                    Memory = Primary.Memory with { Alone = alone },
                    EndedAt = Now - TimeSpan.FromMilliseconds(endedAgo),
                }
            )
        );

    [Theory]
    [InlineData(true, false, false, 0, true)]
    [InlineData(false, false, false, 9, false)]
    [InlineData(false, true, false, 9, true)]
    [InlineData(false, true, false, 1, false)]
    [InlineData(false, true, true, 9, false)]
    public void IsComplete_WhoLed_OnlyWhenNobodyCanHaveClaimed(
        bool alone,
        bool heard,
        bool otherActive,
        int endedSecondsAgo,
        bool complete
    ) =>
        Assert.Equal(
            complete,
            Complete(
                Returned with
                {
                    Memory = Returned.Memory with { Alone = alone },
                    Role = Returned.Role with { OtherHeard = heard, OtherActive = otherActive },
                    EndedAt = Now - TimeSpan.FromSeconds(endedSecondsAgo),
                }
            )
        );

    [Fact]
    public void IsComplete_HigherEpochIsKnown_Not() =>
        Assert.False(
            Complete(
                Returned with
                {
                    Memory = Returned.Memory with { Alone = true },
                    Role = Returned.Role with { Highest = Two },
                }
            )
        );

    [Fact]
    public void IsComplete_TheOtherKnowsAHigherEpoch_Not() =>
        Assert.False(Complete(Returned with { Role = Returned.Role with { OtherHighest = Two } }));

    [Theory]
    [InlineData(DatabaseMember.None)]
    [InlineData(DatabaseMember.Follower)]
    [InlineData(DatabaseMember.Claimant)]
    public void IsComplete_WhoDidNotLead_Not(DatabaseMember member) =>
        Assert.False(Complete(Returned with { Memory = new DatabaseMemory(member, One, Alone: true) }));

    private static DatabaseState Claimant(Epoch reign) =>
        Taking with
        {
            Memory = new DatabaseMemory(DatabaseMember.Claimant, reign, Alone: false),
        };

    private static bool May(DatabaseState state) => Entitlement.MayPromote(Of(state));

    private static bool Complete(DatabaseState state) => Entitlement.IsComplete(Of(state));
}

using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Tests.Roles;

public sealed class WitnessedTests
{
    private static readonly RoleConfig Config = Player.Pair with { HasWitness = true };
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    [Fact]
    public void Claim_AsksForALeaseFirst()
    {
        var player = Player.AsStandby(Config).Wait(400);

        Assert.Equal(Role.Claiming, player.Role);
        Assert.Equal((0, 1), (Question(player).Fence, Question(player).Floor));
        Assert.False(player.Did<StoreEpoch>());
    }

    [Fact]
    public void Claim_WithALease_HasTheFencingNumberAsTerm()
    {
        var player = Granted(Player.AsStandby(Config).Wait(400), fence: 12);

        Assert.Equal((Role.Active, new Epoch(12, Player.Self)), (player.Role, player.State.Held));
    }

    [Fact]
    public void Claim_RefusedOrUnanswered_IsTriedAgain()
    {
        var player = Player.AsStandby(Config).Wait(400);
        player.Tell(new WitnessRefused(Question(player).Ask));
        Assert.Equal((Role.Standby, ChangeReason.WitnessRefused), (player.Role, player.LastReason));

        player.Wait(600);
        Assert.Equal((Role.Claiming, 2L), (player.Role, player.Actions.OfType<AskWitness>().Count()));
        Assert.Equal(Role.Standby, player.Wait(500).Role);
        Assert.False(player.Did<TakeAddresses>());
    }

    /// <summary>The dead one's lease has a rest: no need to wait for longer.</summary>
    [Fact]
    public void Claim_RefusedForAMoment_IsTriedAgainWhenTheLeaseEnds()
    {
        var player = Player.AsStandby(Config).Wait(400);
        player.Tell(new WitnessRefused(Question(player).Ask, TimeSpan.FromMilliseconds(60)));

        Assert.Equal(Role.Standby, player.Wait(25).Role);
        Assert.Equal(Role.Claiming, player.Wait(50).Role);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(60_000)]
    public void Claim_RefusedForAnOddTime_IsTriedAgainAsUsual(int milliseconds)
    {
        var player = Player.AsStandby(Config).Wait(400);
        player.Tell(new WitnessRefused(Question(player).Ask, TimeSpan.FromMilliseconds(milliseconds)));

        Assert.Equal(Role.Standby, player.Wait(450).Role);
        Assert.Equal(Role.Claiming, player.Wait(100).Role);
    }

    [Fact]
    public void Grant_ToAnOldQuestion_IsGivenBack()
    {
        var player = Player.AsStandby(Config).Wait(400);
        var old = Question(player).Ask;
        player.Tell(Player.Active(1)).Tell(new WitnessGranted(old, 5, Lease));

        Assert.Equal(Role.Standby, player.Role);
        Assert.Contains(new ReleaseWitness(5), player.Actions);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Grant_WithAnImpossibleNumber_IsARefusal(long fence)
    {
        var player = Granted(Player.AsStandby(Config).Wait(400), fence);

        Assert.Equal((Role.Standby, ChangeReason.WitnessRefused), (player.Role, player.LastReason));
    }

    [Fact]
    public void Lease_IsCountedFromTheQuestion()
    {
        var player = Player.AsStandby(Config).Wait(400);
        var asked = player.Now;
        player.Wait(300);

        Granted(player, fence: 3);

        Assert.InRange(RoleMachine.RenewUntil(player.State), asked, asked + Lease);
    }

    [Fact]
    public void Active_RenewsInTime()
    {
        var player = Granted(Player.AsStandby(Config).Wait(400), fence: 3).Forget().Wait(1100);

        Assert.Equal(3, Question(player).Fence);
    }

    [Fact]
    public void Active_WithoutLeaseAndAlone_GivesUpBeforeItEnds()
    {
        var player = Granted(Player.AsStandby(Config).Wait(400), fence: 3);
        var end = player.Now + Lease;

        while (player.Role == Role.Active)
        {
            player.Wait(25);
        }

        Assert.InRange(player.Now, end - TimeSpan.FromMilliseconds(400), end - TimeSpan.FromMilliseconds(100));
        Assert.Equal(ChangeReason.WitnessLost, player.LastReason);
        Assert.Equal(0, player.Actions.OfType<SendHeartbeat>().Last(send => send.AtOnce).Priority);
    }

    [Fact]
    public void Active_WithoutLeaseButHearingTheStandby_Stays()
    {
        var player = Granted(Player.AsStandby(Config).Wait(400), fence: 3);

        Assert.Equal(Role.Active, player.Wait(10_000, Player.Status()).Role);
        Assert.Equal(Role.Standby, player.Wait(400).Role);
    }

    [Fact]
    public void Active_WithoutLeaseAndHearingOneOfTwo_GivesUp()
    {
        var three = Config with { Members = [Player.Self, Player.Other, new MemberId(3)] };
        var player = Granted(Player.AsStandby(three).Wait(400), fence: 3);

        Assert.Equal(Role.Standby, player.Wait(3000, Player.Status()).Role);
    }

    [Fact]
    public void Active_CutOffAndTheWitnessSilent_GivesUpSooner()
    {
        var player = Player.AsStandby(Config with { TestsIsolation = true }).Wait(200);
        Granted(player.Tell(new IsolationTested(IsolationResult.Connected)).Wait(200), fence: 3);
        player.Wait(400, Player.Status()).Wait(500).Tell(new IsolationTested(IsolationResult.Isolated));
        Assert.Equal(Role.Active, player.Role);

        player.Wait(650);

        Assert.Equal((Role.Standby, ChangeReason.Isolated), (player.Role, player.LastReason));
    }

    [Fact]
    public void SwitchOver_NeedsNoLeaseToBegin_AndGetsItAfterwards()
    {
        var player = Player.AsStandby(Config).Wait(500, Player.Active(5)).Tell(Player.Active(5, successor: 1));

        Assert.Equal(Role.Active, player.Role);
        Assert.Equal(Role.Active, player.Wait(300, Player.Status()).Role);
        Assert.Equal(0, Question(player).Fence);
    }

    [Fact]
    public void StepDown_GivesTheLeaseBack() =>
        Assert.Contains(
            new ReleaseWitness(3),
            Granted(Player.AsStandby(Config).Wait(400), fence: 3).Tell(Player.Active(9)).Actions
        );

    private static AskWitness Question(Player player) => player.Actions.OfType<AskWitness>().Last();

    private static Player Granted(Player player, long fence) =>
        player.Tell(new WitnessGranted(Question(player).Ask, fence, Lease));
}

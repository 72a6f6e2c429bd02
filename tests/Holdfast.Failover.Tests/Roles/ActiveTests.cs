using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;
using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Tests.Roles;

public sealed class ActiveTests
{
    [Fact]
    public void Heartbeats_EachInterval_NotLaterBecauseOneWasLate()
    {
        var player = Player.AsActive().Wait(10_000);

        Assert.InRange(player.Actions.OfType<SendHeartbeat>().Count(), 99, 101);
        Assert.Equal(TimeSpan.MaxValue, RoleMachine.RenewUntil(player.State));
    }

    [Fact]
    public void Takeover_IsAnnouncedAgain()
    {
        var player = Player.AsActive();
        player.Forget();

        player.Wait(900);

        Assert.Single(player.Actions.OfType<AnnounceAddresses>());
    }

    /// <summary>A rival may have been active unheard, and may have given up unheard.</summary>
    [Fact]
    public void Active_AnnouncesForAsLongAsItIs()
    {
        var player = Player.AsActive().Wait(60_000);
        player.Forget();

        player.Wait(5000);

        Assert.Equal(5, player.Actions.OfType<AnnounceAddresses>().Count());
    }

    /// <summary>It may still be heard, and then nobody else would ever take over.</summary>
    [Fact]
    public void Deaf_ReachesNothingTwice_GivesUpAndSaysSo()
    {
        var player = Watching();
        player.Wait(1000).Tell(new IsolationTested(IsolationResult.Isolated)).Wait(1000);
        Assert.Equal(Role.Active, player.Role);

        player.Wait(1000).Tell(new IsolationTested(IsolationResult.Isolated));

        Assert.Equal((Role.Standby, ChangeReason.Isolated), (player.Role, player.LastReason));
        Assert.Equal(0, player.Actions.OfType<SendHeartbeat>().Last(send => send.AtOnce).Priority);
    }

    [Theory]
    [InlineData(IsolationResult.Connected)]
    [InlineData(IsolationResult.CouldNotTest)]
    public void Deaf_ReachesSomethingInBetween_Stays(IsolationResult between)
    {
        var player = Watching();
        player.Wait(1000).Tell(new IsolationTested(IsolationResult.Isolated)).Wait(2000);
        player.Tell(new IsolationTested(between)).Wait(2000);

        Assert.Equal(Role.Active, player.Tell(new IsolationTested(IsolationResult.Isolated)).Role);
    }

    [Fact]
    public void ReachesNothing_ButHearsTheStandby_Stays()
    {
        var player = Watching();
        player.Wait(1000).Tell(new IsolationTested(IsolationResult.Isolated)).Wait(500, Player.Status());
        player.Tell(new IsolationTested(IsolationResult.Isolated));

        Assert.Equal(Role.Active, player.Wait(100).Role);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(1, 2)]
    [InlineData(9, 2)]
    public void HigherEpoch_OfAnotherActive_EndsOurReignWhateverThePriority(long term, byte member)
    {
        var player = Player.AsActive().Tell(Player.Active(term, priority: 1, member: member));

        Assert.Equal((Role.Standby, ChangeReason.HigherEpoch), (player.Role, player.LastReason));
        Assert.True(player.Did<DropAddresses>());
        Assert.True(RoleMachine.RenewUntil(player.State) < player.Now);
    }

    [Fact]
    public void LowerEpoch_OfAnotherActive_IsAnsweredAtOnce()
    {
        var player = Player.AsActive();
        var first = new Epoch(1, Player.Self);
        Assert.Equal(first, player.State.Held);
        player.Tell(Player.Status(highest: new Epoch(7, Player.Other)));
        Assert.Equal(new Epoch(8, Player.Self), player.State.Held);
        player.Wait(50).Forget();

        player.Tell(Player.Active(7, priority: 254));

        Assert.Equal(Role.Active, player.Role);
        Assert.True(player.Did<AnnounceAddresses>());
        Assert.True(Assert.Single(player.Actions.OfType<SendHeartbeat>()).AtOnce);
    }

    [Fact]
    public void Answers_ToAFlood_AreNoFlood()
    {
        var player = Player.AsActive();
        for (var i = 0; i < 1000; i++)
        {
            player.Tell(Player.Plain(priority: 1));
        }

        Assert.InRange(player.Actions.OfType<SendHeartbeat>().Count(), 0, 1);
        Assert.InRange(player.Actions.OfType<AnnounceAddresses>().Count(), 0, 1);
    }

    [Fact]
    public void HigherEpoch_HeardByAThirdMember_EndsOurReign()
    {
        var player = Player
            .AsActive()
            .Tell(Player.Status(hears: new Epoch(4, new MemberId(3)), highest: new Epoch(4, new MemberId(3))));

        Assert.Equal((Role.Standby, ChangeReason.HigherEpochElsewhere), (player.Role, player.LastReason));
    }

    [Fact]
    public void HigherEpoch_UnderWhichNobodyIsActive_RaisesOurs()
    {
        var player = Player.AsActive().Tell(Player.Status(highest: new Epoch(4, Player.Other)));

        Assert.Equal((Role.Active, new Epoch(5, Player.Self)), (player.Role, player.State.Held));
        Assert.Contains(new EpochRaised(new Epoch(1, Player.Self), new Epoch(5, Player.Self)), player.Reports);
        Assert.False(player.Did<DropAddresses>());
    }

    [Fact]
    public void Pause_LongerThanTheOthersWait_EndsOurReign()
    {
        var player = Player.AsActive().Pause(350);

        Assert.Equal((Role.Standby, ChangeReason.Paused), (player.Role, player.LastReason));
        Assert.Equal(new Epoch(2, Player.Self), player.Wait(500).State.Held);
    }

    [Fact]
    public void Pause_ShorterThanTheOthersWait_ChangesNothing() =>
        Assert.Equal(Role.Active, Player.AsActive().Pause(290).Role);

    [Fact]
    public void SwitchOver_ToAReadyStandby_AsksUntilItTakesTheRole()
    {
        var player = Player.AsActive().Tell(Player.Status()).Forget().Tell(new SwitchOverAsked(MemberId.Nobody));
        Assert.Equal(Player.Other, player.Actions.OfType<SendHeartbeat>().Last().Status.Successor);
        Assert.Equal(Role.Active, player.Wait(500, Player.Status()).Role);

        player.Tell(Player.Active(2));

        Assert.Equal((Role.Standby, ChangeReason.SwitchOver), (player.Role, player.LastReason));
    }

    [Fact]
    public void SwitchOver_NotTaken_IsUndone()
    {
        var player = Player.AsActive().Tell(Player.Status()).Tell(new SwitchOverAsked(Player.Other));

        player.Wait(2100, Player.Status());

        Assert.Equal(Role.Active, player.Role);
        Assert.True(player.Told<SwitchOverUndone>());
        Assert.Equal(MemberId.Nobody, player.Actions.OfType<SendHeartbeat>().Last().Status.Successor);
    }

    [Fact]
    public void SwitchOver_WithNobodyReady_IsRefused()
    {
        Assert.True(Player.AsActive().Tell(new SwitchOverAsked(MemberId.Nobody)).Told<SwitchOverRefused>());
        Assert.True(
            Player
                .AsActive()
                .Tell(Player.Status(ready: false))
                .Tell(new SwitchOverAsked(Player.Other))
                .Told<SwitchOverRefused>()
        );
        Assert.True(
            Player
                .AsActive()
                .Tell(Player.Status())
                .Wait(1000)
                .Tell(new SwitchOverAsked(Player.Other))
                .Told<SwitchOverRefused>()
        );
        Assert.True(
            Player.AsStandby().Tell(Player.Status()).Tell(new SwitchOverAsked(Player.Other)).Told<SwitchOverRefused>()
        );
    }

    [Theory]
    [InlineData(true, 149, true)]
    [InlineData(true, 150, false)]
    [InlineData(false, 149, false)]
    public void Preemption_SwitchedOn_GivesTheRoleToAReadyStandbyOfHigherPriority(bool on, byte priority, bool asks)
    {
        var player = Player.AsActive(Player.Pair with { Preempts = on, Priority = priority });

        player.Tell(Player.Status(ready: false));
        Assert.Null(player.State.HandOver);
        player.Tell(Player.Status());

        Assert.Equal(asks, player.State.HandOver is not null);
    }

    [Fact]
    public void Stop_WithAReadyStandby_IsFollowedFirst()
    {
        var player = Player.AsActive().Tell(Player.Status()).Tell(new StopAsked());
        Assert.Equal(Role.Active, player.Role);

        player.Tell(Player.Active(2));

        Assert.Equal((Role.Stopping, ChangeReason.Stopped), (player.Role, player.LastReason));
    }

    [Fact]
    public void Stop_NotFollowedInTime_StopsAllTheSame()
    {
        var player = Player.AsActive().Tell(Player.Status()).Tell(new StopAsked()).Wait(2100, Player.Status());

        Assert.Equal(Role.Stopping, player.Role);
        Assert.Equal(0, player.Actions.OfType<SendHeartbeat>().Last().Priority);
    }

    [Fact]
    public void Stop_Alone_SaysGoodbyeAndDrops()
    {
        var player = Player.AsActive().Tell(new StopAsked());

        Assert.Equal(Role.Stopping, player.Role);
        Assert.True(player.Did<DropAddresses>());
        var goodbye = player.Actions.OfType<SendHeartbeat>().Last();
        Assert.Equal((VrrpKind.Advertisement, 0, true), (goodbye.Kind, goodbye.Priority, goodbye.AtOnce));
    }

    [Fact]
    public void Goodbye_OfAnother_IsAnsweredAtOnce() =>
        Assert.True(Player.AsActive().Wait(50).Forget().Tell(Player.Plain(priority: 0)).Did<SendHeartbeat>());

    [Theory]
    [InlineData(101, "10.77.0.2", Role.Standby)]
    [InlineData(99, "10.77.0.200", Role.Active)]
    [InlineData(100, "10.77.0.6", Role.Standby)]
    [InlineData(100, "10.77.0.4", Role.Active)]
    [InlineData(100, "10.77.0.200", Role.Standby)]
    public void PlainRival_IsJudgedByPriorityThenAddress(byte priority, string source, Role role) =>
        Assert.Equal(role, Player.AsActive().Tell(Player.Plain(priority, source)).Role);

    /// <summary>Active, and told what must be reached; it reached it before it became active.</summary>
    private static Player Watching()
    {
        var player = Player.AsStandby(Player.Pair with { TestsIsolation = true }).Wait(200);
        player.Tell(new IsolationTested(IsolationResult.Connected)).Wait(400);
        Assert.Equal(Role.Active, player.Role);
        player.Forget();
        return player;
    }
}

using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;
using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Tests.Roles;

public sealed class StandbyTests
{
    [Fact]
    public void Start_AfterACrash_DropsWhatWasLeftBehind() => Assert.True(new Player().Did<DropAddresses>());

    [Fact]
    public void Silence_ForTheDownInterval_MakesItActive()
    {
        var player = Player.AsStandby().Wait(350);
        Assert.Equal(Role.Standby, player.Role);

        player.Wait(25);

        Assert.Equal((Role.Active, new Epoch(1, Player.Self)), (player.Role, player.State.Held));
        Assert.Equal(
            ["StoreEpoch", "SendHeartbeat", "TakeAddresses"],
            player.Actions.Select(action => action.GetType().Name).Where(name => name != "Report").TakeLast(3)
        );
    }

    [Fact]
    public void Silence_WhileTheActiveIsHeard_Never()
    {
        var player = Player.AsStandby().Wait(5000, Player.Active(1));

        Assert.Equal(Role.Standby, player.Role);
        Assert.Equal(ClaimObstacle.ActiveHeard, RoleMachine.Obstacle(player.Config, player.State));
    }

    [Fact]
    public void Silence_OnOnePathAlone_IsAnAlarmAndNoTakeover()
    {
        var player = Player.AsStandby(Player.Pair with { Paths = 2 });
        player.Wait(1000, Player.Active(1));
        player.Tell(Player.Active(1, path: 1)).Forget();

        player.Wait(3000, Player.Active(1));

        Assert.Equal(Role.Standby, player.Role);
        Assert.Equal([new PathChanged(Player.Other, 1, Heard: false)], player.Reports.OfType<PathChanged>());
        Assert.Contains(new PathChanged(Player.Other, 1, Heard: true), player.Tell(Player.Active(1, path: 1)).Reports);
    }

    [Fact]
    public void Claim_AfterTerm41_HasTerm42()
    {
        var player = Player.AsStandby().Wait(100, Player.Active(41)).Wait(400);

        Assert.Equal(new Epoch(42, Player.Self), player.State.Held);
    }

    [Fact]
    public void Claim_EpochHeardFromAStandbyOnly_CountsAsWell()
    {
        var player = Player.AsStandby().Tell(Player.Status(highest: new Epoch(9, Player.Other))).Wait(400);

        Assert.Equal(new Epoch(10, Player.Self), player.State.Held);
    }

    [Fact]
    public void Claim_DiskFails_IsGivenUpAndTriedAgain()
    {
        var player = Player.AsStandby();
        player.DiskWorks = false;

        player.Wait(500);

        Assert.Equal((Role.Standby, ChangeReason.EpochNotStored), (player.Role, player.LastReason));
        Assert.False(player.Did<TakeAddresses>());
        player.DiskWorks = true;
        Assert.Equal(Role.Active, player.Wait(1100).Role);
    }

    [Fact]
    public void Claim_ActiveHeardWhileTheDiskWorks_IsGivenUp()
    {
        var player = Player.AsStandby();
        var claiming = Claiming(player);

        var heard = RoleMachine.Step(player.Config, claiming, player.Now, Player.Active(1)).State;
        var stored = RoleMachine.Step(player.Config, heard, player.Now, new EpochStored(claiming.Claim!.Epoch)).State;

        Assert.Equal((Role.Standby, Role.Standby), (heard.Role, stored.Role));
        Assert.True(stored.Highest >= claiming.Claim.Epoch && stored.Stored == claiming.Claim.Epoch);
    }

    [Fact]
    public void Goodbye_OfTheActive_ShortensTheWaitToTheSkew()
    {
        var player = Player.AsStandby().Wait(500, Player.Active(1));
        player.Tell(Player.Active(1, priority: 0)).Wait(50);
        Assert.Equal(Role.Standby, player.Role);

        player.Wait(25);

        Assert.Equal((Role.Active, ChangeReason.ActiveStopped), (player.Role, player.LastReason));
    }

    [Fact]
    public void Goodbye_OfOneThatIsNotTheActive_ChangesNothing()
    {
        var player = Player.AsStandby().Wait(525, Player.Active(2));

        player.Tell(Player.Active(1, priority: 0, member: 3)).Wait(75);

        Assert.Equal(Role.Standby, player.Role);
    }

    [Theory]
    [InlineData(DatabaseStanding.Degraded)]
    [InlineData(DatabaseStanding.Unknown)]
    public void Degraded_NeverClaims_UnlessAllowedOnce(DatabaseStanding standing)
    {
        var player = Player.AsStandby().Tell(new DatabaseChanged(standing, 7)).Wait(5000);
        Assert.Equal(ClaimObstacle.Degraded, RoleMachine.Obstacle(player.Config, player.State));

        player.Tell(new DegradedAllowed());

        Assert.Equal(Role.Active, player.Role);
        Assert.False(player.State.DegradedAllowed);
    }

    [Fact]
    public void Degraded_AllowedByConfiguration_Claims() =>
        Assert.Equal(
            Role.Active,
            Player
                .AsStandby(Player.Pair with { AllowsDegraded = true })
                .Tell(new DatabaseChanged(DatabaseStanding.Degraded, 7))
                .Wait(500)
                .Role
        );

    [Fact]
    public void Hold_UntilReleased_DoesNotClaim()
    {
        var player = Player.AsStandby().Tell(new HoldAsked(Hold: true)).Wait(5000);
        Assert.Equal(ClaimObstacle.OnHold, RoleMachine.Obstacle(player.Config, player.State));

        Assert.Equal(Role.Active, player.Tell(new HoldAsked(Hold: false)).Role);
    }

    [Fact]
    public void Pause_OfOurOwn_IsNotTheirSilence()
    {
        var player = Player.AsStandby().Wait(500, Player.Active(1)).Pause(10_000);
        Assert.Equal(ClaimObstacle.Listening, RoleMachine.Obstacle(player.Config, player.State));

        Assert.Equal(Role.Standby, player.Wait(350).Role);
        Assert.Equal(Role.Active, player.Wait(25).Role);
    }

    [Fact]
    public void Pause_ThatOnlyTheShellKnows_CountsAsWell() =>
        Assert.Equal(
            Role.Standby,
            Player.AsStandby().Wait(350).Tell(new PauseDetected(TimeSpan.FromMinutes(1))).Wait(350).Role
        );

    [Fact]
    public void Relay_AnotherHearsTheActive_IsALifeSign()
    {
        var player = Player.AsStandby().Wait(3000, Player.Status(hears: new Epoch(1, new MemberId(3))));

        Assert.Equal(Role.Standby, player.Role);
        Assert.Equal(Role.Active, player.Wait(400).Role);
    }

    [Fact]
    public void Relay_IsNotRelayedAgain()
    {
        var player = Player.AsStandby().Wait(500, Player.Status(hears: new Epoch(1, new MemberId(3))));

        Assert.All(player.Actions.OfType<SendHeartbeat>(), send => Assert.Equal(Epoch.None, send.Status.Epoch));
    }

    [Fact]
    public void Isolated_DoesNotClaim_UntilItReachesSomething()
    {
        var player = Player.AsStandby(Player.Pair with { TestsIsolation = true }).Wait(200);
        Assert.True(player.Did<TestIsolation>());
        player.Tell(new IsolationTested(IsolationResult.Isolated)).Wait(500);
        Assert.Equal(ClaimObstacle.Isolated, RoleMachine.Obstacle(player.Config, player.State));

        Assert.Equal(Role.Active, player.Tell(new IsolationTested(IsolationResult.Connected)).Role);
    }

    [Fact]
    public void Isolation_CouldNotBeTested_DoesNotKeepTheGroupWithoutAddresses()
    {
        var player = Player.AsStandby(Player.Pair with { TestsIsolation = true });

        Assert.Equal(
            Role.Active,
            player.Wait(200).Tell(new IsolationTested(IsolationResult.CouldNotTest)).Wait(200).Role
        );
    }

    [Fact]
    public void Preempt_SwitchedOn_TakesTheRoleFromAPlainPeerOfLowerPriority()
    {
        var config = Player.Pair with { Preempts = true, Priority = 200 };

        Assert.Equal(Role.Active, Player.AsStandby(config).Wait(500, Player.Plain(150)).Role);
        Assert.Equal(Role.Standby, Player.AsStandby(config).Wait(5000, Player.Plain(200)).Role);
        Assert.Equal(Role.Standby, Player.AsStandby(config).Wait(5000, Player.Active(1)).Role);
    }

    [Fact]
    public void Successor_AskedWhenReady_ClaimsAtOnce()
    {
        var player = Player.AsStandby().Wait(500, Player.Active(5)).Tell(Player.Active(5, successor: 1));

        Assert.Equal((Role.Active, new Epoch(6, Player.Self)), (player.Role, player.State.Held));
        Assert.Equal(ChangeReason.SwitchOver, player.LastReason);
    }

    [Theory]
    [InlineData(true, DatabaseStanding.InStep)]
    [InlineData(false, DatabaseStanding.Degraded)]
    public void Successor_AskedWhenNotReady_StaysStandby(bool hold, DatabaseStanding standing)
    {
        var player = Player.AsStandby().Tell(new HoldAsked(hold)).Tell(new DatabaseChanged(standing, 7));

        Assert.Equal(Role.Standby, player.Wait(500, Player.Active(5, successor: 1)).Role);
    }

    /// <summary>What waited in the socket is as old as the pause.</summary>
    [Fact]
    public void Successor_AskedInAPause_DoesNotClaim() =>
        Assert.Equal(
            Role.Standby,
            Player.AsStandby().Wait(500, Player.Active(5)).Pause(2000).Tell(Player.Active(5, successor: 1)).Role
        );

    [Fact]
    public void Stop_OfAStandby_IsFinal()
    {
        var player = Player.AsStandby().Tell(new StopAsked()).Wait(2000).Tell(Player.Active(1, successor: 1));

        Assert.Equal(Role.Stopping, player.Role);
        Assert.Equal(VrrpKind.Status, Assert.Single(player.Actions.OfType<SendHeartbeat>().TakeLast(1)).Kind);
    }

    [Fact]
    public void WithoutTrailer_AStandbyIsSilent()
    {
        var player = Player.AsStandby(Player.Pair with { SpeaksStatus = false }).Wait(2000, Player.Plain(150));

        Assert.False(player.Did<SendHeartbeat>());
        Assert.Equal(Role.Standby, player.Role);
    }

    private static RoleState Claiming(Player player)
    {
        var late = player.Now + TimeSpan.FromMilliseconds(190);
        var (config, state) = (player.Config, player.State);
        state = RoleMachine.Step(config, state, late, Tick.Instance).State;
        state = RoleMachine.Step(config, state, late + TimeSpan.FromMilliseconds(190), Tick.Instance).State;
        Assert.Equal(Role.Claiming, state.Role);
        return state;
    }
}

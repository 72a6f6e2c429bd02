using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Tests.Roles;

public sealed class HealthTests
{
    [Fact]
    public void Start_WithoutAWordOfHealth_ClaimsNothing() =>
        Assert.Equal(Role.Initialising, new Player().Wait(5000).Role);

    [Fact]
    public void Start_Unhealthy_IsFault() =>
        Assert.Equal(Role.Fault, new Player().Tell(new HealthChanged(HealthVerdict.Failing)).Role);

    [Fact]
    public void Standby_Failed_IsFaultAtOnceAndClaimsNothing()
    {
        var player = Player.AsStandby().Tell(new HealthChanged(HealthVerdict.Failed));

        Assert.Equal(Role.Fault, player.Role);
        Assert.Equal(Role.Fault, player.Wait(3000).Role);
    }

    [Fact]
    public void Standby_Failing_IsFaultOnlyAfterAWhile()
    {
        var player = Player.AsStandby().Wait(100, Player.Active(1)).Tell(new HealthChanged(HealthVerdict.Failing));

        Assert.Equal(Role.Standby, player.Wait(900, Player.Active(1)).Role);
        Assert.Equal(Role.Fault, player.Wait(200, Player.Active(1)).Role);
    }

    [Fact]
    public void Recovery_TakesAWhile_AndFlappingBeginsAgain()
    {
        var player = Player.AsStandby().Tell(new HealthChanged(HealthVerdict.Failed));
        player.Tell(new HealthChanged(HealthVerdict.Good)).Wait(4900, Player.Active(1));
        player.Tell(new HealthChanged(HealthVerdict.Failing)).Wait(100, Player.Active(1));
        player.Tell(new HealthChanged(HealthVerdict.Good));

        Assert.Equal(Role.Fault, player.Wait(4900, Player.Active(1)).Role);
        Assert.Equal(Role.Standby, player.Wait(200, Player.Active(1)).Role);
    }

    [Fact]
    public void Active_FailedAndAlone_StaysActive() =>
        Assert.Equal(Role.Active, Player.AsActive().Tell(new HealthChanged(HealthVerdict.Failed)).Wait(10_000).Role);

    [Fact]
    public void Active_FailedWithAReadyStandby_GivesTheRoleAway()
    {
        var player = Player.AsActive().Tell(Player.Status()).Forget().Tell(new HealthChanged(HealthVerdict.Failed));
        Assert.Equal(Player.Other, player.Actions.OfType<SendHeartbeat>().Last().Status.Successor);

        player.Tell(Player.Active(2));

        Assert.Equal((Role.Fault, ChangeReason.Unhealthy), (player.Role, player.LastReason));
    }

    [Fact]
    public void Active_FailedOnHold_KeepsTheRole()
    {
        var player = Player.AsActive().Tell(new HoldAsked(Hold: true)).Tell(Player.Status());

        player.Tell(new HealthChanged(HealthVerdict.Failed)).Wait(1000, Player.Status());

        Assert.Null(player.State.HandOver);
    }

    [Fact]
    public void Active_FailedAndTheStandbyIsNotReady_KeepsTheRole()
    {
        var player = Player.AsActive().Tell(Player.Status(ready: false));

        player.Tell(new HealthChanged(HealthVerdict.Failed)).Wait(1000, Player.Status(ready: false));

        Assert.Equal(Role.Active, player.Role);
        Assert.Null(player.State.HandOver);
    }

    /// <summary>A plain standby is silent: nobody knows whether it is ready, and it waits for silence or a goodbye.</summary>
    [Fact]
    public void Active_FailedAmongPlainPeers_SaysGoodbye()
    {
        var player = Player.AsActive(Player.Pair with { SpeaksStatus = false }).Forget();
        player.Tell(new HealthChanged(HealthVerdict.Failed));

        Assert.Equal((Role.Fault, ChangeReason.Unhealthy), (player.Role, player.LastReason));
        Assert.Equal(0, player.Actions.OfType<SendHeartbeat>().Last().Priority);
        Assert.True(player.Did<DropAddresses>());
    }

    [Fact]
    public void Active_OnlyFailingAmongPlainPeers_StaysActive() =>
        Assert.Equal(
            Role.Active,
            Player
                .AsActive(Player.Pair with { SpeaksStatus = false })
                .Tell(new HealthChanged(HealthVerdict.Failing))
                .Wait(10_000)
                .Role
        );

    [Fact]
    public void Active_FailedOnHoldAmongPlainPeers_StaysActive() =>
        Assert.Equal(
            Role.Active,
            Player
                .AsActive(Player.Pair with { SpeaksStatus = false })
                .Tell(new HoldAsked(true))
                .Tell(new HealthChanged(HealthVerdict.Failed))
                .Role
        );
}

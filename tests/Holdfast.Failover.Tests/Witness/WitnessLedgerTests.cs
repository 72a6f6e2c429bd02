using Holdfast.Failover.Members;
using Holdfast.Failover.Witness;

namespace Holdfast.Failover.Tests.Witness;

public sealed class WitnessLedgerTests
{
    private static readonly MemberId One = new(1);
    private static readonly MemberId Two = new(2);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    [Fact]
    public void Ask_Free_GrantsAtLeastTheFloor()
    {
        var (ledger, fence) = Empty().Ask(One, fence: 0, floor: 12, At(0), Lease);

        Assert.Equal(12, fence);
        Assert.Equal(new WitnessGrant(One, 12), ledger.Grant);
    }

    [Fact]
    public void Ask_WhileAnotherHolds_IsRefused()
    {
        var ledger = Empty().Ask(One, 0, 1, At(0), Lease).Ledger;

        Assert.Equal(0, ledger.Ask(Two, 0, 99, At(2.9), Lease).Fence);
        Assert.Equal(2, ledger.Ask(Two, 0, 1, At(3), Lease).Fence);
    }

    [Fact]
    public void Ask_Renewed_KeepsTheNumberAndTheOthersOut()
    {
        var ledger = Empty().Ask(One, 0, 1, At(0), Lease).Ledger;

        var (renewed, fence) = ledger.Ask(One, 1, 1, At(2), Lease);

        Assert.Equal(1, fence);
        Assert.Equal(0, renewed.Ask(Two, 0, 1, At(4), Lease).Fence);
    }

    [Fact]
    public void Ask_RenewedTooLateAndNobodyElseCame_KeepsTheNumber() =>
        Assert.Equal(1, Empty().Ask(One, 0, 1, At(0), Lease).Ledger.Ask(One, 1, 1, At(60), Lease).Fence);

    [Fact]
    public void Ask_RenewedAfterAnotherGotIt_IsRefused()
    {
        var ledger = Empty().Ask(One, 0, 1, At(0), Lease).Ledger.Ask(Two, 0, 1, At(3), Lease).Ledger;

        Assert.Equal(0, ledger.Ask(One, 1, 1, At(4), Lease).Fence);
    }

    [Fact]
    public void Ask_ByTheHolderThatForgot_GetsANewNumber() =>
        Assert.Equal(2, Empty().Ask(One, 0, 1, At(0), Lease).Ledger.Ask(One, 0, 1, At(1), Lease).Fence);

    [Fact]
    public void Release_OfTheLastNumber_FreesAtOnce()
    {
        var ledger = Empty().Ask(One, 0, 1, At(0), Lease).Ledger;

        Assert.Equal(2, ledger.Release(1, At(1)).Ask(Two, 0, 1, At(1), Lease).Fence);
        Assert.Equal(0, ledger.Release(7, At(1)).Ask(Two, 0, 1, At(1), Lease).Fence);
    }

    [Fact]
    public void Start_AfterARestart_WaitsForTheOldLease()
    {
        var ledger = WitnessLedger.Start(new WitnessGrant(One, 5), At(100), Lease);

        Assert.Equal(0, ledger.Ask(Two, 0, 1, At(102.9), Lease).Fence);
        Assert.Equal(5, ledger.Ask(One, 5, 1, At(102.9), Lease).Fence);
        Assert.Equal(6, ledger.Ask(Two, 0, 1, At(103), Lease).Fence);
    }

    private static WitnessLedger Empty() => WitnessLedger.Start(WitnessGrant.Never, At(0), Lease);

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}

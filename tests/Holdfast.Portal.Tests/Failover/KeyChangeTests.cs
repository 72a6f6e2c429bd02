using Holdfast.Model.Failover;
using Holdfast.Portal.Failover;

namespace Holdfast.Portal.Tests.Failover;

public sealed class KeyChangeTests
{
    [Fact]
    public void Change_AllToldAtEachStep_GoesThroughThreeStates()
    {
        var begun = KeyChange.Begin(new GroupKeys())!;
        var used = Next(begun)!;
        var done = Next(used)!;

        Assert.Equal([1, 2], begun.All);
        Assert.Equal([2, 1], used.All);
        Assert.Equal([2], done.All);
        Assert.Equal([1, 2, 2], new[] { begun, used, done }.Select(keys => keys.Active));
        Assert.Null(Next(done));
        Assert.Equal([2, 3], KeyChange.Begin(done)!.All);
    }

    [Fact]
    public void Begin_AChangeIsUnderWay_IsRefused()
    {
        var begun = KeyChange.Begin(new GroupKeys())!;

        Assert.Null(KeyChange.Begin(begun));
        Assert.Null(KeyChange.Begin(Next(begun)!));
    }

    [Fact]
    public void Next_SomebodyHasNotWhatIsThere_Waits()
    {
        var begun = KeyChange.Begin(new GroupKeys())!;

        Assert.Null(Next(begun, allTold: false));
        Assert.Null(Next(Next(begun)!, allTold: false));
    }

    [Fact]
    public void Next_WithAWitness_WaitsUntilItHasTheKey()
    {
        var begun = KeyChange.Begin(new GroupKeys())!;

        Assert.Null(Next(begun, witness: true));
        Assert.Equal(2, Next(begun with { WitnessHasIt = true }, witness: true)!.Active);
        Assert.False(Next(begun with { WitnessHasIt = true }, witness: true)!.WitnessHasIt);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(255, 255)]
    [InlineData(256, 1)]
    [InlineData(511, 1)]
    public void IdOf_FitsIntoTheWire(int number, int id) => Assert.Equal(id, GroupKeys.IdOf(number));

    private static GroupKeys? Next(GroupKeys keys, bool allTold = true, bool witness = false) =>
        KeyChange.Next(
            new CommittedGroup
            {
                Id = Guid.Empty,
                Members = [],
                Units = [],
                Networks = [],
                Paths = [],
                LastMember = 2,
                Options = new() { Witness = witness ? new(System.Net.IPAddress.Loopback, 3113) : null },
                Keys = keys,
            },
            allTold
        );
}

using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Members;

public sealed class EpochTests
{
    [Theory]
    [InlineData(1, 1, 2, 1)]
    [InlineData(1, 9, 2, 1)]
    [InlineData(3, 1, 3, 2)]
    [InlineData(0, 0, 1, 1)]
    public void Epochs_AreOrderedByTermThenMember(long lowTerm, byte lowMember, long highTerm, byte highMember)
    {
        var low = new Epoch(lowTerm, new MemberId(lowMember));
        var high = new Epoch(highTerm, new MemberId(highMember));

        Assert.True(low < high && high > low && low <= high && high >= low && low != high);
        Assert.Equal(high, Epoch.Highest(low, high));
        Assert.Equal(high, Epoch.Highest(high, low));
        Assert.True(low.Next(new MemberId(1)) > low);
    }
}

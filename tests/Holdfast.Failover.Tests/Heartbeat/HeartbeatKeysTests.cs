using Holdfast.Failover.Heartbeat;

namespace Holdfast.Failover.Tests.Heartbeat;

public sealed class HeartbeatKeysTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(65)]
    public void Key_OfAnotherLength_Throws(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeartbeatKey(1, new byte[length]));

    [Fact]
    public void Key_WithId0_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeartbeatKey(0, new byte[32]));

    [Fact]
    public void Key_AsText_IsNoSecret() =>
        Assert.Equal("heartbeat key 7", new HeartbeatKey(7, new byte[64]).ToString());

    [Fact]
    public void Keys_TwoOfOneIdOrNoActive_Throw()
    {
        Assert.Throws<ArgumentException>(() => new HeartbeatKeys([Packets.Key(1), Packets.Key(1)], 1));
        Assert.Throws<ArgumentException>(() => new HeartbeatKeys([Packets.Key(1)], 2));
        Assert.Throws<ArgumentException>(() => new HeartbeatKeys([], 1));
    }
}

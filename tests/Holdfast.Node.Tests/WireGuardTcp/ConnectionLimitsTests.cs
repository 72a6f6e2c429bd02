using System.Net;
using Holdfast.Node.WireGuardTcp;

namespace Holdfast.Node.Tests.WireGuardTcp;

public sealed class ConnectionLimitsTests
{
    private static readonly IPAddress One = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Two = IPAddress.Parse("192.0.2.2");

    [Fact]
    public void TryEnter_MoreOfOneAddressThanAllowed_IsRefusedAndOthersEnter()
    {
        var limits = new ConnectionLimits(10, 2);
        Assert.True(limits.TryEnter(One));
        Assert.True(limits.TryEnter(One));
        Assert.False(limits.TryEnter(One));
        Assert.True(limits.TryEnter(Two));
        limits.Leave(One);
        Assert.True(limits.TryEnter(One));
    }

    [Fact]
    public void TryEnter_MoreThanAllowedAtAll_IsRefused()
    {
        var limits = new ConnectionLimits(1, 5);
        Assert.True(limits.TryEnter(One));
        Assert.False(limits.TryEnter(Two));
        limits.Leave(One);
        Assert.True(limits.TryEnter(Two));
    }
}

using Holdfast.Failover.Roles;

namespace Holdfast.Failover.Tests.Roles;

/// <summary>RFC 9568 section 6.1, to the millisecond; the figures are also those of keepalived.</summary>
public sealed class RoleTimingTests
{
    [Theory]
    [InlineData(254, 1000, 8, 3008)]
    [InlineData(254, 100, 1, 301)]
    [InlineData(254, 50, 0, 150)]
    [InlineData(200, 1000, 219, 3219)]
    [InlineData(200, 100, 22, 322)]
    [InlineData(150, 100, 41, 341)]
    [InlineData(150, 50, 21, 171)]
    [InlineData(100, 1000, 609, 3609)]
    [InlineData(100, 100, 61, 361)]
    [InlineData(100, 50, 30, 180)]
    [InlineData(1, 10, 10, 40)]
    public void Timers_AreThoseOfTheRfc(byte priority, int interval, int skew, int down)
    {
        var time = TimeSpan.FromMilliseconds(interval);

        Assert.Equal(skew, RoleTiming.Skew(priority, time).TotalMilliseconds, 0.51);
        Assert.Equal(down, RoleTiming.Down(priority, time).TotalMilliseconds, 0.51);
    }
}

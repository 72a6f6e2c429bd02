using System.Net;
using Holdfast.Identity.SignIn;

namespace Holdfast.Identity.Tests.SignIn;

public sealed class ThrottleKeysTests
{
    [Fact]
    public void OfName_SpellingsOfOneName_CountTogether() =>
        Assert.Equal(ThrottleKeys.OfName("Anna"), ThrottleKeys.OfName(" anna "));

    [Fact]
    public void OfName_OtherNames_CountApart() =>
        Assert.NotEqual(ThrottleKeys.OfName("anna"), ThrottleKeys.OfName("hanna"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("my secret password!")]
    public void OfName_NotAName_StillHasAKeyThatHidesIt(string? typed)
    {
        var key = ThrottleKeys.OfName(typed);
        Assert.DoesNotContain("secret", key, StringComparison.Ordinal);
        Assert.InRange(key.Length, 40, 64);
    }

    [Fact]
    public void OfName_Endless_HasAShortKey() =>
        Assert.InRange(ThrottleKeys.OfName(new string('x', 1_000_000)).Length, 40, 64);

    [Theory]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("2001:db8:0:1::5", "2001:db8:0:1:ffff::9", true)]
    [InlineData("2001:db8:0:1::5", "2001:db8:0:2::5", false)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    public void OfAddress_OneCustomer_CountsTogether(string one, string other, bool same) =>
        Assert.Equal(
            same,
            ThrottleKeys.OfAddress(IPAddress.Parse(one)) == ThrottleKeys.OfAddress(IPAddress.Parse(other))
        );
}

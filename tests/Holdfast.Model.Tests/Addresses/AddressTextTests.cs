using Holdfast.Model.Addresses;

namespace Holdfast.Model.Tests.Addresses;

public sealed class AddressTextTests
{
    [Theory]
    [InlineData("10.0.0.0/24")]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.0.0.5/32")]
    [InlineData("::/0")]
    [InlineData("fd00::/64")]
    [InlineData("::1/128")]
    public void TryParseNetwork_Network_Accepted(string text)
    {
        Assert.True(AddressText.TryParseNetwork(text, out var network));
        Assert.Equal(text, network.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.5/24")]
    [InlineData("fd00::1/64")]
    [InlineData("10.0.0.0/33")]
    [InlineData("fd00::/129")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.0/255.255.255.0")]
    [InlineData("10.0/16")]
    [InlineData("012.0.0.0/8")]
    [InlineData("fe80::%1/64")]
    [InlineData("[fd00::]/64")]
    [InlineData("10.0.0.0/99999999999")]
    public void TryParseNetwork_AnythingElse_Refused(string? text) =>
        Assert.False(AddressText.TryParseNetwork(text, out _));

    [Theory]
    [InlineData("192.0.2.1", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("::ffff:192.0.2.1", true)]
    [InlineData("1", false)]
    [InlineData("0x7f.1", false)]
    [InlineData("192.0.2.1 ", false)]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("[::1]", false)]
    [InlineData("[::1]:80", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void TryParseAddress_OnlyTheUsualForm(string? text, bool good) =>
        Assert.Equal(good, AddressText.TryParseAddress(text, out _));
}

using Holdfast.Node.OpenVpn;

namespace Holdfast.Node.Tests.OpenVpn;

public sealed class PrivilegeDropTests
{
    [Theory]
    [InlineData("CapEff:\t000001ffffffffff", 0x1ffffffffffUL)]
    [InlineData("CapEff:\t0000000000003000", 0x3000UL)]
    [InlineData("CapEff:\tzz", 0UL)]
    [InlineData("CapEff:", 0UL)]
    [InlineData("Other", 0UL)]
    public void Effective_StatusOfAProcess_GivesTheBits(string line, ulong expected) =>
        Assert.Equal(expected, PrivilegeDrop.Effective(["Name:\tx", line]));
}

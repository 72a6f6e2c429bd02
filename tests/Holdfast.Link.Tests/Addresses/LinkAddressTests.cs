using System.Net;
using System.Net.Sockets;
using Holdfast.Link.Addresses;
using Holdfast.Link.Problems;

namespace Holdfast.Link.Tests.Addresses;

public sealed class LinkAddressTests
{
    [Theory]
    [InlineData("unix:/run/holdfast/link.sock", "unix:/run/holdfast/link.sock")]
    [InlineData("node.example.org:7443", "node.example.org:7443")]
    [InlineData("192.0.2.1:1", "192.0.2.1:1")]
    [InlineData("[2001:db8:0::1]:65535", "[2001:db8::1]:65535")]
    public void Parse_Address_SaysTheSameAgain(string text, string expected) =>
        Assert.Equal(expected, LinkAddress.Parse(text).Value?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData(":7443")]
    [InlineData("node")]
    [InlineData("node:")]
    [InlineData("node:0")]
    [InlineData("node:65536")]
    [InlineData("node:+1")]
    [InlineData("node: 1")]
    [InlineData("no de:1")]
    [InlineData("2001:db8::1:443")]
    [InlineData("[192.0.2.1]:443")]
    [InlineData("[::1:443")]
    [InlineData("unix:")]
    [InlineData("unix:relative")]
    [InlineData("unix:/a\0b")]
    public void Parse_NoAddress_Refused(string text) =>
        Assert.Equal(LinkProblems.AddressMalformed, LinkAddress.Parse(text).Problems.Single().Kind);

    [Fact]
    public void Parse_PathLongerThanTheKernelTakes_Refused() =>
        Assert.False(LinkAddress.Parse("unix:/" + new string('x', 107)).Succeeded);

    [Fact]
    public void Parse_HostLongerThanDnsTakes_Refused() =>
        Assert.False(LinkAddress.Parse(new string('x', 254) + ":1").Succeeded);

    [Fact]
    public void EndPoint_EachKind_FitsTheSocket()
    {
        Assert.IsType<UnixDomainSocketEndPoint>(LinkAddress.Parse("unix:/a").Value!.EndPoint);
        Assert.IsType<IPEndPoint>(LinkAddress.Parse("[::1]:1").Value!.EndPoint);
        Assert.IsType<DnsEndPoint>(LinkAddress.Parse("localhost:1").Value!.EndPoint);
    }
}

using Holdfast.Linux.Network;
using static Holdfast.Linux.Tests.Netlink.NetlinkBytes;

namespace Holdfast.Linux.Tests.Network;

public sealed class AddressReaderTests
{
    private const int LinkIndex = 7;

    [Fact]
    public void Read_PointToPoint_IsTheLocalSide()
    {
        byte[] payload = [.. Header(32), .. Attribute(1, [10, 0, 0, 2]), .. Attribute(2, [10, 0, 0, 1])];

        Assert.Equal("10.0.0.1", AddressReader.Read(payload, LinkIndex)?.Address.ToString());
    }

    [Fact]
    public void Read_OtherLinkOrScope_IsNull()
    {
        byte[] attributes = [.. Attribute(2, [10, 0, 0, 1])];

        Assert.NotNull(AddressReader.Read([.. Header(24), .. attributes], LinkIndex));
        Assert.Null(AddressReader.Read([.. Header(24), .. attributes], LinkIndex + 1));
        Assert.Null(AddressReader.Read([.. Header(24, scope: 253), .. attributes], LinkIndex));
    }

    [Fact]
    public void Read_Malformed_IsNull()
    {
        Assert.Null(AddressReader.Read([], LinkIndex));
        Assert.Null(AddressReader.Read(Header(24).AsSpan(0, 7), LinkIndex));
        Assert.Null(AddressReader.Read(Header(24), LinkIndex));
        Assert.Null(AddressReader.Read([.. Header(24), .. Attribute(2, [10, 0, 0])], LinkIndex));
        Assert.Null(AddressReader.Read([.. Header(33), .. Attribute(2, [10, 0, 0, 1])], LinkIndex));
        Assert.Null(AddressReader.Read([.. Header(24), .. Attribute(2, [10, 0, 0, 1], length: 99)], LinkIndex));
    }

    [Fact]
    public void ReadLink_Malformed_IsNull()
    {
        var name = Attribute(3, [(byte)'a', 0]);
        Assert.Equal("a", LinkReader.Read([.. new byte[16], .. name])?.Name);
        Assert.Null(LinkReader.Read([]));
        Assert.Null(LinkReader.Read(new byte[15]));
        Assert.Null(LinkReader.Read(new byte[16]));
        Assert.Null(LinkReader.Read([.. new byte[16], .. name, .. Attribute(4, Number(1500), length: 2)]));
        Assert.Null(LinkReader.Read([.. new byte[16], .. name, .. Nest(18, [])])?.Kind);
        Assert.Null(LinkReader.Read([.. new byte[16], .. name, .. Nest(18, Attribute(1, [], length: 60))])?.Kind);
    }

    private static byte[] Header(byte prefixLength, byte scope = 0) =>
        [2, prefixLength, 0, scope, .. Number(LinkIndex)];
}

using Holdfast.Linux.Netlink;
using static Holdfast.Linux.Tests.Netlink.NetlinkBytes;

namespace Holdfast.Linux.Tests.Netlink;

public sealed class NetlinkAttributeReaderTests
{
    [Fact]
    public void MoveNext_SeveralAttributes_GivesEach()
    {
        var bytes = Join(Attribute(1, [9]), Attribute(2, 0x01020304u), Nest(3, Attribute(4, (ushort)5)));
        var reader = new NetlinkAttributeReader(bytes);

        Assert.True(reader.MoveNext());
        Assert.Equal(1, reader.Current.Type);
        Assert.True(reader.Current.TryRead(out byte first));
        Assert.Equal(9, first);
        Assert.True(reader.MoveNext());
        Assert.True(reader.Current.TryRead(out uint second));
        Assert.Equal(0x01020304u, second);
        Assert.True(reader.MoveNext());
        Assert.Equal(3, reader.Current.Type);
        var nested = reader.Current.Nested;
        Assert.True(nested.MoveNext());
        Assert.True(nested.Current.TryRead(out ushort third));
        Assert.Equal(5, third);
        Assert.False(reader.MoveNext());
        Assert.False(reader.Malformed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(65535)]
    public void MoveNext_WrongLength_IsMalformed(int length)
    {
        var reader = new NetlinkAttributeReader(Attribute(1, [1, 2, 3, 4], length));

        Assert.False(reader.MoveNext());
        Assert.True(reader.Malformed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void MoveNext_ShorterThanHeader_IsMalformed(int length)
    {
        var reader = new NetlinkAttributeReader(Attribute(1, []).AsSpan(0, length));

        Assert.False(reader.MoveNext());
        Assert.True(reader.Malformed);
    }

    [Fact]
    public void MoveNext_NestLongerThanItsParent_IsMalformedInside()
    {
        var bytes = Nest(1, Attribute(2, [1, 2, 3, 4], length: 64));
        var reader = new NetlinkAttributeReader(bytes);

        Assert.True(reader.MoveNext());
        var nested = reader.Current.Nested;
        Assert.False(nested.MoveNext());
        Assert.True(nested.Malformed);
    }

    [Fact]
    public void MoveNext_ThousandsOfNests_AreOnlyBytesUntilAsked()
    {
        byte[] bytes = [];
        for (var depth = 0; depth < 10_000; depth++)
        {
            bytes = bytes.Length < 60_000 ? Nest(1, bytes) : bytes;
        }

        var reader = new NetlinkAttributeReader(bytes);

        Assert.True(reader.MoveNext());
        Assert.False(reader.MoveNext());
        Assert.False(reader.Malformed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void TryRead_OtherWidth_IsNoNumber(int width)
    {
        var reader = new NetlinkAttributeReader(Attribute(1, new byte[width]));
        Assert.True(reader.MoveNext());

        Assert.False(reader.Current.TryRead(out uint number));
        Assert.Equal(0u, number);
    }

    [Theory]
    [InlineData("wg0\0", "wg0")]
    [InlineData("wg0", "wg0")]
    [InlineData("wg0\0rest", "wg0")]
    [InlineData("\0", "")]
    [InlineData("", "")]
    public void ReadText_WithAndWithoutEnd_IsTheText(string bytes, string expected)
    {
        var reader = new NetlinkAttributeReader(Attribute(1, [.. bytes.Select(letter => (byte)letter)]));
        Assert.True(reader.MoveNext());

        Assert.Equal(expected, reader.Current.ReadText());
    }
}

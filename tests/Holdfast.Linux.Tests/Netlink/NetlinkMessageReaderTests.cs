using Holdfast.Linux.Netlink;
using static Holdfast.Linux.Tests.Netlink.NetlinkBytes;

namespace Holdfast.Linux.Tests.Netlink;

public sealed class NetlinkMessageReaderTests
{
    [Fact]
    public void MoveNext_TwoMessages_GivesBoth()
    {
        byte[] datagram = [.. Message(16, 2, 7, [1, 2, 3]), 0, .. Message(17, 0, 8, [])];
        var reader = new NetlinkMessageReader(datagram);

        Assert.True(reader.MoveNext());
        Assert.Equal(16, reader.Current.Type);
        Assert.Equal(2, reader.Current.Flags);
        Assert.Equal(7u, reader.Current.Sequence);
        Assert.Equal([1, 2, 3], reader.Current.Payload.ToArray());
        Assert.True(reader.MoveNext());
        Assert.Equal(17, reader.Current.Type);
        Assert.False(reader.MoveNext());
        Assert.False(reader.Malformed);
    }

    [Fact]
    public void MoveNext_LastMessageWithoutPadding_IsWellFormed()
    {
        var reader = new NetlinkMessageReader(Message(16, 0, 1, [1]));

        Assert.True(reader.MoveNext());
        Assert.False(reader.MoveNext());
        Assert.False(reader.Malformed);
    }

    [Fact]
    public void MoveNext_Nothing_IsWellFormed()
    {
        var reader = new NetlinkMessageReader([]);

        Assert.False(reader.MoveNext());
        Assert.False(reader.Malformed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(21)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void MoveNext_WrongLength_IsMalformed(int length)
    {
        var reader = new NetlinkMessageReader(Message(16, 0, 1, [1, 2, 3, 4], length));

        Assert.False(reader.MoveNext());
        Assert.True(reader.Malformed);
        Assert.False(reader.MoveNext());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(15)]
    public void MoveNext_ShorterThanHeader_IsMalformed(int length)
    {
        var reader = new NetlinkMessageReader(Message(16, 0, 1, []).AsSpan(0, length));

        Assert.False(reader.MoveNext());
        Assert.True(reader.Malformed);
    }

    [Fact]
    public void MoveNext_RandomBytes_AlwaysEnds()
    {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(80)];
            random.NextBytes(bytes);
            // Plausible lengths, or hardly any would get past the first check.
            bytes = bytes.Length > 4 ? [(byte)random.Next(40), 0, 0, 0, .. bytes[4..]] : bytes;
            var messages = 0;
            var reader = new NetlinkMessageReader(bytes);
            while (reader.MoveNext())
            {
                messages++;
            }

            Assert.InRange(messages, 0, 5);
        }
    }
}

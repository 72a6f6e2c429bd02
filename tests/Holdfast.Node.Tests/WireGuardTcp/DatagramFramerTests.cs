using Holdfast.Node.WireGuardTcp;

namespace Holdfast.Node.Tests.WireGuardTcp;

public sealed class DatagramFramerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0001")]
    [InlineData("0002AA")]
    [InlineData("FFFF")]
    public void TryTake_PartOfAFrame_TakesNothing(string hex)
    {
        ReadOnlyMemory<byte> stream = Convert.FromHexString(hex);
        Assert.False(DatagramFramer.TryTake(ref stream, out _));
        Assert.Equal(hex.Length / 2, stream.Length);
    }

    [Theory]
    [InlineData("0000", "", "")]
    [InlineData("0001AA", "AA", "")]
    [InlineData("0002AABBCC", "AABB", "CC")]
    public void TryTake_WholeFrame_LeavesTheRest(string hex, string datagram, string rest)
    {
        ReadOnlyMemory<byte> stream = Convert.FromHexString(hex);
        Assert.True(DatagramFramer.TryTake(ref stream, out var taken));
        Assert.Equal((datagram, rest), (Convert.ToHexString(taken.Span), Convert.ToHexString(stream.Span)));
    }

    [Fact]
    public void TryTake_LargestDatagram_IsWhole()
    {
        var frame = new byte[DatagramFramer.MaximumFrame];
        DatagramFramer.WriteHeader(frame, DatagramFramer.MaximumDatagram);
        ReadOnlyMemory<byte> stream = frame;
        Assert.True(DatagramFramer.TryTake(ref stream, out var datagram));
        Assert.Equal(65535, datagram.Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void WriteHeader_ImpossibleLength_IsABug(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DatagramFramer.WriteHeader(new byte[2], length));

    /// <summary>What is framed comes out again, however the stream is cut.</summary>
    [Fact]
    public void TryTake_FramedDatagramsInAnyPieces_ComeOutTheSame()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var sent = Enumerable.Range(0, random.Next(0, 20)).Select(_ => Bytes(random, random.Next(0, 300))).ToList();
            Assert.Equal(sent.Select(Convert.ToHexString), Cut(random, Frame(sent)).Select(Convert.ToHexString));
        }
    }

    /// <summary>Any bytes are a sequence of datagrams and a rest that is shorter than a frame.</summary>
    [Fact]
    public void TryTake_AnyBytes_NeverLosesOrInventsAny()
    {
        var random = new Random(13);
        for (var round = 0; round < 2000; round++)
        {
            ReadOnlyMemory<byte> stream = Bytes(random, random.Next(0, 5000));
            var (total, taken) = (stream.Length, 0);
            while (DatagramFramer.TryTake(ref stream, out var datagram))
            {
                taken += DatagramFramer.HeaderLength + datagram.Length;
            }

            Assert.Equal(total, taken + stream.Length);
            Assert.True(stream.Length < DatagramFramer.MaximumFrame);
        }
    }

    private static byte[] Frame(List<byte[]> datagrams)
    {
        var stream = new List<byte>();
        foreach (var datagram in datagrams)
        {
            var header = new byte[DatagramFramer.HeaderLength];
            DatagramFramer.WriteHeader(header, datagram.Length);
            stream.AddRange([.. header, .. datagram]);
        }

        return [.. stream];
    }

    private static List<byte[]> Cut(Random random, byte[] bytes)
    {
        var taken = new List<byte[]>();
        var held = new List<byte>();
        for (var at = 0; at < bytes.Length; )
        {
            var size = Math.Min(bytes.Length - at, random.Next(1, 100));
            held.AddRange(bytes.AsSpan(at, size));
            at += size;
            ReadOnlyMemory<byte> stream = held.ToArray();
            while (DatagramFramer.TryTake(ref stream, out var datagram))
            {
                taken.Add(datagram.ToArray());
            }

            held = [.. stream.Span];
        }

        return taken;
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}

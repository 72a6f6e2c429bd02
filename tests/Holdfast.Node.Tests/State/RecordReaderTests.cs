using System.Buffers;
using System.Text;
using Holdfast.Node.State;

namespace Holdfast.Node.Tests.State;

public class RecordReaderTests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xE3069283)]
    public void Crc_KnownText_IsCastagnoli(string text, uint crc) =>
        Assert.Equal(crc, Crc.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void TryRead_AnyLengthOfTheFile_GivesTheWholeRecordsBefore()
    {
        var file = File("{\"a\":1}", "{\"bb\":22}", "{}");
        for (var length = 0; length <= file.Length; length++)
        {
            var reader = new RecordReader(new MemoryStream(file[..length]));

            var read = ReadAll(reader);

            Assert.Equal(file[..length].Count(b => b == '\n'), read.Count);
            Assert.False(reader.IsDamaged);
            Assert.Equal(file[..length].AsSpan().LastIndexOf((byte)'\n') + 1, reader.GoodLength);
        }
    }

    [Fact]
    public void TryRead_AnyByteOfAnEarlierRecordChanged_IsDamage()
    {
        var file = File("{\"a\":1}", "{\"bb\":22}", "{}");
        var last = file.AsSpan()[..^1].LastIndexOf((byte)'\n');
        for (var at = 0; at < last; at++)
        {
            var broken = (byte[])file.Clone();
            broken[at] ^= 0x01;
            var reader = new RecordReader(new MemoryStream(broken));

            ReadAll(reader);

            Assert.True(reader.IsDamaged, $"byte {at}");
        }
    }

    [Fact]
    public void TryRead_AnyBytes_EndsWithoutAnException()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);

            Assert.Empty(ReadAll(new RecordReader(new MemoryStream(bytes))));
        }
    }

    [Fact]
    public void TryRead_RecordLargerThanTheBuffer_IsRead()
    {
        var large = "\"" + new string('x', 300_000) + "\"";

        Assert.Equal(["1", large, "2"], ReadAll(new RecordReader(new MemoryStream(File("1", large, "2")))));
    }

    private static byte[] File(params string[] records)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var record in records)
        {
            RecordLine.Write(output, Encoding.UTF8.GetBytes(record));
        }

        return output.WrittenSpan.ToArray();
    }

    private static List<string> ReadAll(RecordReader reader)
    {
        List<string> all = [];
        while (reader.TryRead(out var json))
        {
            all.Add(Encoding.UTF8.GetString(json));
        }

        return all;
    }
}

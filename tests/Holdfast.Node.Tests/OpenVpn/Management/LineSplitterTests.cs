using System.Text;
using Holdfast.Node.OpenVpn.Management;

namespace Holdfast.Node.Tests.OpenVpn.Management;

public sealed class LineSplitterTests
{
    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("\n\n", "|")]
    [InlineData("no end", "")]
    [InlineData("a\rb\n", "a\rb")]
    public void TryTake_WholeInput_GivesTheLines(string input, string expected) =>
        Assert.Equal(expected, string.Join('|', Split(new LineSplitter(), Encoding.ASCII.GetBytes(input), 1000)));

    [Fact]
    public void TryTake_AnyCuts_GiveTheSameLines()
    {
        var random = new Random(7);
        var text = string.Concat(
            Enumerable.Range(0, 500).Select(i => new string('x', random.Next(0, 40)) + $"{i}\r\n")
        );
        var bytes = Encoding.ASCII.GetBytes(text);
        var whole = Split(new LineSplitter(), bytes, bytes.Length);
        for (var size = 1; size < 50; size++)
        {
            Assert.Equal(whole, Split(new LineSplitter(), bytes, size));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(100_000, 1)]
    public void TryTake_LineAboveTheLimit_IsDroppedAndTheNextIsRead(int excess, int dropped)
    {
        var splitter = new LineSplitter();
        var text = new string('a', ManagementLine.MaximumLength + excess) + "\nnext\n";
        var lines = Split(splitter, Encoding.ASCII.GetBytes(text), 4096);
        Assert.Equal("next", lines[^1]);
        Assert.Equal(dropped, splitter.Dropped);
        Assert.Equal(2 - dropped, lines.Count);
    }

    private static List<string> Split(LineSplitter splitter, byte[] bytes, int size)
    {
        var lines = new List<string>();
        foreach (var chunk in bytes.Chunk(size))
        {
            ReadOnlySpan<byte> input = chunk;
            while (splitter.TryTake(ref input, out var line))
            {
                lines.Add(Encoding.ASCII.GetString(line));
            }

            Assert.True(input.IsEmpty);
        }

        return lines;
    }
}

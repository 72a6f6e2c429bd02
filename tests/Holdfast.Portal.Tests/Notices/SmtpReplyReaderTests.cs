using System.Text;
using Holdfast.Portal.Notices.Smtp;

namespace Holdfast.Portal.Tests.Notices;

public sealed class SmtpReplyReaderTests
{
    private const string Several = "250-mail.example.org\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n";

    [Theory]
    [InlineData("220 ready\r\n", 220, "ready")]
    [InlineData("220 ready\n", 220, "ready")]
    [InlineData("250\r\n", 250, "")]
    [InlineData("354 \r\n", 354, "")]
    [InlineData("550 caf\u00e9\u0007\r\n", 550, "caf??")]
    public void Take_OneLine_IsAReply(string text, int code, string line)
    {
        var reply = Read(text);

        Assert.Equal(code, reply!.Code);
        Assert.Equal([line], reply.Lines);
    }

    [Fact]
    public void Take_InAnyPieces_IsTheSame()
    {
        for (var cut = 1; cut < Several.Length; cut++)
        {
            var reader = new SmtpReplyReader();
            ReadOnlySpan<byte> first = Encoding.ASCII.GetBytes(Several[..cut]);
            ReadOnlySpan<byte> second = Encoding.ASCII.GetBytes(Several[cut..]);

            Assert.Null(reader.Take(ref first));
            Assert.Equal(3, reader.Take(ref second)!.Lines.Count);
        }
    }

    [Fact]
    public void Take_TwoReplies_LeavesTheSecond()
    {
        var reader = new SmtpReplyReader();
        ReadOnlySpan<byte> input = "220 go\r\n250 injected\r\n"u8;

        Assert.Equal(220, reader.Take(ref input)!.Code);
        Assert.Equal("250 injected\r\n", Encoding.ASCII.GetString(input));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    [InlineData("25\r\n")]
    [InlineData("\r\n")]
    [InlineData("250_x\r\n")]
    [InlineData("199 x\r\n")]
    [InlineData("600 x\r\n")]
    [InlineData("+20 x\r\n")]
    [InlineData("250-a\r\n251 b\r\n")]
    public void Take_NoReply_BreaksForGood(string text)
    {
        var reader = new SmtpReplyReader();
        ReadOnlySpan<byte> input = Encoding.ASCII.GetBytes(text);
        ReadOnlySpan<byte> good = "220 ready\r\n"u8;

        Assert.Null(reader.Take(ref input));
        Assert.True(reader.IsBroken);
        Assert.Null(reader.Take(ref good));
    }

    [Fact]
    public void Take_EndlessLineOrReply_Breaks()
    {
        Assert.True(IsBroken(new string('2', SmtpReplyReader.LongestLine + 1)));
        Assert.True(IsBroken(string.Concat(Enumerable.Repeat("250-x\r\n", SmtpReplyReader.MostLines + 1))));
    }

    private static bool IsBroken(string text)
    {
        var reader = new SmtpReplyReader();
        ReadOnlySpan<byte> input = Encoding.ASCII.GetBytes(text);
        reader.Take(ref input);
        return reader.IsBroken;
    }

    private static SmtpReply? Read(string text)
    {
        ReadOnlySpan<byte> input = Encoding.Latin1.GetBytes(text);
        return new SmtpReplyReader().Take(ref input);
    }
}

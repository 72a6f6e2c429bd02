using System.Text;
using Holdfast.Portal.Notices.Mail;

namespace Holdfast.Portal.Tests.Notices;

public sealed class MailContentTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 8, 5, 9, TimeSpan.FromHours(1));

    [Fact]
    public void Write_Plain_IsARightMail()
    {
        var content = Write(new("Holdfast", "vpn@example.org"), "node-1: A node is not reached", "One\nTwo\n");

        Assert.Equal(
            "From: \"Holdfast\" <vpn@example.org>\r\nTo: admin@example.org\r\nSubject: node-1: A node is not reached\r\n"
                + "Date: Sat, 21 Nov 2026 07:05:09 +0000\r\nMessage-ID: <00000000000000000000000000000000@example.org>\r\n"
                + "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\nT25lDQpUd28NCg==\r\n",
            content
        );
    }

    [Theory]
    [InlineData(
        "Zür\u0069ch ist weg — 日本語のとても長い題名がここにありますのでいくつもの語に分かれます 🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀"
    )]
    [InlineData("=?utf-8?B?bGll?=")]
    [InlineData(
        "a very long subject of ASCII only that has more characters than a line of a header should have, by far"
    )]
    public void Write_Subject_SurvivesAndFitsIntoLines(string subject)
    {
        var header = Write(new("", "vpn@example.org"), subject, "x").Split("\r\n\r\n")[0];

        Assert.All(header.Split("\r\n"), line => Assert.True(line.Length <= 90, line));
        Assert.True(header.All(char.IsAscii));
        Assert.Equal(subject, Decoded(header));
    }

    [Theory]
    [InlineData("x\r\nBcc: eve@example.org")]
    [InlineData("x\nBcc: eve@example.org")]
    [InlineData("x\rBcc: eve@example.org")]
    [InlineData("x\u0085Bcc: eve@example.org")]
    [InlineData("x\u2028Bcc: eve@example.org")]
    [InlineData("x\r\n\r\nbody")]
    public void Write_LineEndsInSubjectOrName_InjectNothing(string evil)
    {
        var content = Write(new(evil, "vpn@example.org"), evil, "x");

        var header = content.Split("\r\n\r\n")[0].Split("\r\n");
        Assert.DoesNotContain(header, line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(2, content.Split("\r\n\r\n").Length);
        Assert.DoesNotContain('\n', content.Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_HalfACharacter_IsReplaced()
    {
        var header = Write(new("", "vpn@example.org"), "broken \ud83d end", "x").Split("\r\n\r\n")[0];

        Assert.Equal("broken \ufffd end", Decoded(header));
    }

    [Theory]
    [InlineData("a@example.org", true)]
    [InlineData("a.b+c@mail.example.org", true)]
    [InlineData("root@localhost", true)]
    [InlineData("a@xn--bcher-kva.example", true)]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("@example.org", false)]
    [InlineData("a@", false)]
    [InlineData("a@example", false)]
    [InlineData("a..b@example.org", false)]
    [InlineData("a b@example.org", false)]
    [InlineData("a@example.org>", false)]
    [InlineData("a@example.org\r\nRCPT TO:<eve@example.org>", false)]
    [InlineData("\"a b\"@example.org", false)]
    [InlineData("ä@example.org", false)]
    [InlineData("a@bücher.example", false)]
    public void Read_OneAddress_OrNone(string text, bool isGood) =>
        Assert.Equal(isGood, MailAddress.Read(text, "mail").Succeeded);

    [Theory]
    [InlineData("Holdfast <vpn@example.org>", "Holdfast", "vpn@example.org")]
    [InlineData("\"VPN, Zürich\" <vpn@example.org>", "VPN, Zürich", "vpn@example.org")]
    [InlineData("vpn@example.org", "", "vpn@example.org")]
    public void ReadNamed_WithOrWithoutName(string text, string name, string address) =>
        Assert.Equal(new MailAddress(name, address), MailAddress.ReadNamed(text, "sender").Value);

    private static string Write(MailAddress from, string subject, string text) =>
        MailContent.Write(from, "admin@example.org", subject, text, Guid.Empty, "example.org", At);

    private static string Decoded(string header)
    {
        var lines = header
            .Split("\r\n")
            .SkipWhile(line => !line.StartsWith("Subject: ", StringComparison.Ordinal))
            .ToList();
        var words = lines
            .Take(1)
            .Concat(lines.Skip(1).TakeWhile(line => line.StartsWith(' ')))
            .Select(line => line.Replace("Subject: ", "", StringComparison.Ordinal).Trim());
        return Encoding.UTF8.GetString([
            .. words.SelectMany(word =>
                word.StartsWith("=?utf-8?B?", StringComparison.Ordinal)
                    ? Convert.FromBase64String(word[10..^2])
                    : Encoding.UTF8.GetBytes(word)
            ),
        ]);
    }
}

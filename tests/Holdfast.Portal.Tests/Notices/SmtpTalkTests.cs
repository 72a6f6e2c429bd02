using System.Text;
using Holdfast.Portal.Notices.Smtp;

namespace Holdfast.Portal.Tests.Notices;

/// <summary>The conversation by table: what the server says, and what is said to it.</summary>
public sealed class SmtpTalkTests
{
    private static readonly SmtpLetter Letter = new()
    {
        Greeting = "vpn.example.org",
        Security = SmtpSecurity.Starttls,
        User = "holdfast",
        Password = "secret",
        Sender = "vpn@example.org",
        Recipient = "admin@example.org",
        Content = "Subject: x\r\n\r\n.dot\r\n..two\r\n",
    };

    [Fact]
    public void Hear_ServerWithStarttlsAndPlain_TakesTheMail()
    {
        var said = new List<string>();
        var talk = Through(
            Letter,
            said,
            "220 hi",
            "250-x|250 STARTTLS",
            "220 go",
            "250-x|250 AUTH LOGIN PLAIN",
            "235 ok",
            "250 ok",
            "250 ok",
            "354 go",
            "250 queued as 7"
        );

        Assert.Equal("250 queued as 7", Assert.IsType<SmtpAct.Delivered>(talk.Act).Answer);
        Assert.Equal(
            [
                "EHLO vpn.example.org",
                "STARTTLS",
                "(TLS)",
                "EHLO vpn.example.org",
                "AUTH PLAIN " + Base64("\0holdfast\0secret"),
                "MAIL FROM:<vpn@example.org>",
                "RCPT TO:<admin@example.org>",
                "DATA",
                "Subject: x\r\n\r\n..dot\r\n...two\r\n.",
            ],
            said
        );
    }

    [Fact]
    public void Hear_OnlyLogin_AsksForUserAndPassword()
    {
        var said = new List<string>();
        Through(
            Letter with
            {
                Security = SmtpSecurity.Tls,
            },
            said,
            "220 hi",
            "250-x|250 AUTH LOGIN",
            "334 VXNlcm5hbWU6",
            "334 UGFzc3dvcmQ6",
            "235 ok"
        );

        Assert.Equal(
            ["EHLO vpn.example.org", "AUTH LOGIN", Base64("holdfast"), Base64("secret"), "MAIL FROM:<vpn@example.org>"],
            said
        );
    }

    [Theory]
    [InlineData("HF-2131", false, "554 no")]
    [InlineData("HF-2130", false, "421 later")]
    [InlineData("HF-2131", false, "220 hi", "500 what")]
    [InlineData("HF-2124", false, "220 hi", "250 x")]
    [InlineData("HF-2124", false, "220 hi", "250-x|250 STARTTLS", "454 no")]
    [InlineData("HF-2125", false, "220 hi", "250-x|250 STARTTLS", "220 go", "250 x")]
    [InlineData("HF-2125", false, "220 hi", "250-x|250 STARTTLS", "220 go", "250-x|250 AUTH CRAM-MD5")]
    [InlineData("HF-2126", false, "220 hi", "250-x|250 STARTTLS", "220 go", "250-x|250 AUTH PLAIN", "535 no")]
    [InlineData("HF-2127", true, "220 hi", "250-x|250 STARTTLS", "220 go", "250-x|250 AUTH PLAIN", "235 ok", "550 no")]
    [InlineData(
        "HF-2128",
        true,
        "220 a",
        "250-x|250 STARTTLS",
        "220 b",
        "250-x|250 AUTH PLAIN",
        "235 c",
        "250 d",
        "550 no"
    )]
    [InlineData(
        "HF-2130",
        false,
        "220 a",
        "250-x|250 STARTTLS",
        "220 b",
        "250-x|250 AUTH PLAIN",
        "235 c",
        "250 d",
        "450 no"
    )]
    [InlineData(
        "HF-2129",
        true,
        "220 a",
        "250-x|250 STARTTLS",
        "220 b",
        "250-x|250 AUTH PLAIN",
        "235 c",
        "250 d",
        "250 e",
        "554 f"
    )]
    [InlineData(
        "HF-2129",
        true,
        "220 a",
        "250-x|250 STARTTLS",
        "220 b",
        "250-x|250 AUTH PLAIN",
        "235 c",
        "250 d",
        "250 e",
        "354 f",
        "552 g"
    )]
    public void Hear_ServerSaysNo_SaysWhyAndWhetherForGood(string problem, bool isFinal, params string[] replies)
    {
        var failed = Assert.IsType<SmtpAct.Failed>(Through(Letter, [], replies).Act);

        Assert.Equal(problem, failed.Problem.Id);
        Assert.Equal(isFinal, failed.IsFinal);
    }

    [Fact]
    public void Hear_NoTls_NothingSecretWasSaid()
    {
        var said = new List<string>();
        Through(Letter, said, "220 hi", "250-x|250 AUTH PLAIN LOGIN");

        Assert.Equal(["EHLO vpn.example.org"], said);
    }

    [Fact]
    public void Hear_AnyReplies_EndsAndNeverSaysSecretsBeforeTls()
    {
        var chance = new Random(7);
        string[] replies =
        [
            "220 a",
            "250-x|250 STARTTLS",
            "250-x|250 AUTH PLAIN LOGIN",
            "334 c",
            "235 d",
            "250 e",
            "354 f",
            "421 g",
            "550 h",
            "451 i",
        ];
        for (var round = 0; round < 5000; round++)
        {
            var said = new List<string>();
            var turn = Through(
                Letter,
                said,
                [.. Enumerable.Range(0, 30).Select(_ => replies[chance.Next(replies.Length)])]
            );

            Assert.True(turn.Talk.Phase == SmtpPhase.Over);
            var before = said.TakeWhile(line => line != "(TLS)");
            Assert.All(before, line => Assert.True(line is "EHLO vpn.example.org" or "STARTTLS", line));
        }
    }

    /// <summary>The turn after the last reply, or after the end.</summary>
    private static SmtpTurn Through(SmtpLetter letter, List<string> said, params string[] replies)
    {
        var turn = new SmtpTurn(SmtpTalk.Begin(letter), new SmtpAct.Say(""));
        foreach (var text in replies)
        {
            if (turn.Talk.Phase == SmtpPhase.Over)
            {
                break;
            }

            turn = turn.Talk.Hear(Reply(text));
            if (turn.Act is SmtpAct.Secure)
            {
                said.Add("(TLS)");
                turn = turn.Talk.Secured();
            }

            if (turn.Act is SmtpAct.Say say)
            {
                Assert.EndsWith("\r\n", say.Text, StringComparison.Ordinal);
                said.Add(say.Text[..^2]);
            }
        }

        return turn;
    }

    private static SmtpReply Reply(string text)
    {
        ReadOnlySpan<byte> input = Encoding.ASCII.GetBytes(
            text.Replace("|", "\r\n", StringComparison.Ordinal) + "\r\n"
        );
        return new SmtpReplyReader().Take(ref input)!;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

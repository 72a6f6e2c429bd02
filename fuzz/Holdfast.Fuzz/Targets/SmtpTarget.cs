using Holdfast.Portal.Notices.Smtp;

namespace Holdfast.Fuzz.Targets;

/// <summary>What a mail server says: a whole conversation, in which nothing secret is said before TLS.</summary>
internal sealed class SmtpTarget : IFuzzTarget
{
    private static readonly SmtpLetter Letter = new()
    {
        Greeting = "vpn.example.org",
        Security = SmtpSecurity.Starttls,
        User = "user",
        Password = "secret",
        Sender = "vpn@example.org",
        Recipient = "admin@example.org",
        Content = "Subject: x\r\n\r\n.\r\n",
    };

    public string Name => "smtp";

    public IReadOnlyList<string> Words =>
        ["220 ", "250-", "250 ", "STARTTLS", "AUTH PLAIN LOGIN", "334 ", "235 ", "354 ", "421 ", "550 ", "\r\n", "\n"];

    public IEnumerable<byte[]> Samples =>
        [
            "220 a\r\n250-a\r\n250 STARTTLS\r\n220 b\r\n250-a\r\n250 AUTH LOGIN\r\n334 c\r\n334 d\r\n235 e\r\n250 f\r\n"u8.ToArray(),
        ];

    public void Take(ReadOnlySpan<byte> input)
    {
        var (reader, talk, secure) = (new SmtpReplyReader(), SmtpTalk.Begin(Letter), false);
        while (talk.Phase != SmtpPhase.Over && reader.Take(ref input) is { } reply)
        {
            if (reply.Lines.Any(line => line.Any(char.IsControl)))
            {
                throw new BrokenPromiseException("A reply that cannot be shown.");
            }

            var turn = talk.Hear(reply);
            if (turn.Act is SmtpAct.Secure)
            {
                (turn, secure) = (turn.Talk.Secured(), true);
            }

            if (!secure && turn.Act is SmtpAct.Say { Text: not ("EHLO vpn.example.org\r\n" or "STARTTLS\r\n") })
            {
                throw new BrokenPromiseException("Something was said before TLS.");
            }

            talk = turn.Talk;
        }
    }
}

using System.Text;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Notices.Smtp;

/// <summary>
/// A conversation with a mail server for one mail, RFC 5321 section 3.3. Pure: says what to say, and hears what was answered.
/// <code>
/// Connected → Greeted → (AskedForTls → GreetedSecurely) → (SignIn…) → Sender → Recipient → Data → Content → Over
/// </code>
/// Without TLS nothing is said but EHLO and STARTTLS, unless the letter allows it.
/// </summary>
public sealed record SmtpTalk
{
    private const string End = "\r\n";

    private SmtpTalk(SmtpLetter letter, SmtpPhase phase) => (Letter, Phase) = (letter, phase);

    public SmtpLetter Letter { get; private init; }

    public SmtpPhase Phase { get; private init; }

    /// <summary>The connection stands, with TLS where the letter wants it from the first byte.</summary>
    public static SmtpTalk Begin(SmtpLetter letter) => new(letter, SmtpPhase.Connected);

    public SmtpTurn Hear(SmtpReply reply) =>
        Phase switch
        {
            // 421 closes the channel, whatever was said; section 3.8.
            SmtpPhase.Over => new(this, Fail(SmtpProblems.NotSmtp, reply)),
            _ when reply.Code == 421 => Over(Fail(SmtpProblems.Busy, reply)),
            SmtpPhase.Connected => reply.Code == 220
                ? Say(SmtpPhase.Greeted, $"EHLO {Letter.Greeting}", "The mail server answers")
                : Over(Fail(reply.IsTemporary ? SmtpProblems.Busy : SmtpProblems.NotSmtp, reply)),
            SmtpPhase.Greeted => Greeted(reply),
            SmtpPhase.AskedForTls => reply.Code == 220
                ? new(this, new SmtpAct.Secure())
                : Over(Fail(SmtpProblems.NoTls, reply)),
            SmtpPhase.GreetedSecurely => reply.Code == 250 ? SignIn(reply) : Over(Fail(SmtpProblems.NotSmtp, reply)),
            SmtpPhase.SignInPlain or SmtpPhase.SignInLogin or SmtpPhase.SignInUser or SmtpPhase.SignInPassword =>
                SigningIn(reply),
            SmtpPhase.Sender => reply.IsGood
                ? Say(SmtpPhase.Recipient, $"RCPT TO:<{Letter.Recipient}>", "The sender is accepted")
                : Over(Refused(SmtpProblems.SenderRefused, reply)),
            SmtpPhase.Recipient => reply.IsGood
                ? Say(SmtpPhase.Data, "DATA", "The recipient is accepted")
                : Over(Refused(SmtpProblems.RecipientRefused, reply)),
            SmtpPhase.Data => reply.Code == 354
                ? new(this with { Phase = SmtpPhase.Content }, new SmtpAct.Say(Stuffed(Letter.Content) + "." + End))
                : Over(Refused(SmtpProblems.MessageRefused, reply)),
            _ => reply.IsGood
                ? Over(new SmtpAct.Delivered(reply.Text), "The message is accepted")
                : Over(Refused(SmtpProblems.MessageRefused, reply)),
        };

    /// <summary>TLS stands; what was heard before counts no more, RFC 3207 section 4.2.</summary>
    public SmtpTurn Secured() =>
        Say(SmtpPhase.GreetedSecurely, $"EHLO {Letter.Greeting}", "The connection is encrypted");

    private SmtpTurn Greeted(SmtpReply reply) =>
        reply.Code != 250 ? Over(Fail(SmtpProblems.NotSmtp, reply))
        : Letter.Security != SmtpSecurity.Starttls ? SignIn(reply)
        : Offers(reply, "STARTTLS") ? Say(SmtpPhase.AskedForTls, "STARTTLS")
        // Also when somebody on the way has taken the offer out.
        : Over(new SmtpAct.Failed(SmtpProblems.NoTls.At("", "It does not offer STARTTLS."), IsFinal: false));

    private SmtpTurn SignIn(SmtpReply offer)
    {
        if (Letter.User is not { } user)
        {
            return MailFrom(null);
        }

        var ways = Words(offer, "AUTH");
        return ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase)
                // RFC 4616: an empty authorisation identity.
                ? Say(SmtpPhase.SignInPlain, $"AUTH PLAIN {Base64($"\0{user}\0{Letter.Password}")}")
            : ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase) ? Say(SmtpPhase.SignInUser, "AUTH LOGIN")
            : Over(
                new SmtpAct.Failed(
                    SmtpProblems.NoSignIn.At(
                        "",
                        ways.Count == 0 ? "It offers none." : $"It offers {string.Join(' ', ways)}."
                    ),
                    IsFinal: false
                )
            );
    }

    private SmtpTurn SigningIn(SmtpReply reply) =>
        (Phase, reply.Code) switch
        {
            (SmtpPhase.SignInUser, 334) => Say(SmtpPhase.SignInPassword, Base64(Letter.User!)),
            (SmtpPhase.SignInPassword, 334) => Say(SmtpPhase.SignInLogin, Base64(Letter.Password ?? "")),
            (SmtpPhase.SignInPlain or SmtpPhase.SignInLogin, 235) => MailFrom($"Signed in as {Letter.User}"),
            // Not final: the mail is good, and the password may be mended.
            _ => Over(Fail(SmtpProblems.SignInFailed, reply)),
        };

    private SmtpTurn MailFrom(string? reached) => Say(SmtpPhase.Sender, $"MAIL FROM:<{Letter.Sender}>", reached);

    private SmtpTurn Say(SmtpPhase next, string line, string? reached = null) =>
        new(this with { Phase = next }, new SmtpAct.Say(line + End), reached);

    private SmtpTurn Over(SmtpAct act, string? reached = null) =>
        new(this with { Phase = SmtpPhase.Over }, act, reached);

    private static SmtpAct.Failed Fail(ProblemKind kind, SmtpReply reply) =>
        new(kind.At("", reply.Text), IsFinal: false);

    private static SmtpAct.Failed Refused(ProblemKind kind, SmtpReply reply) =>
        reply.IsTemporary
            ? new(SmtpProblems.Busy.At("", reply.Text), IsFinal: false)
            : new(kind.At("", reply.Text), IsFinal: reply.Code >= 500);

    private static bool Offers(SmtpReply reply, string keyword) =>
        reply.Lines.Skip(1).Any(line => line.Split(' ')[0].Equals(keyword, StringComparison.OrdinalIgnoreCase));

    /// <summary>What stands behind a keyword, in all lines that begin with it.</summary>
    private static IReadOnlyList<string> Words(SmtpReply reply, string keyword) =>
        [
            .. reply
                .Lines.Skip(1)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words.Length > 1 && words[0].Equals(keyword, StringComparison.OrdinalIgnoreCase))
                .SelectMany(words => words.Skip(1)),
        ];

    /// <summary>A line that begins with a dot gets one more, section 4.5.2.</summary>
    private static string Stuffed(string content)
    {
        var text = content.Replace(End + ".", End + "..", StringComparison.Ordinal);
        return text.StartsWith('.') ? "." + text : text;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

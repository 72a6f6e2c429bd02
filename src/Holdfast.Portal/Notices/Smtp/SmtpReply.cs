namespace Holdfast.Portal.Notices.Smtp;

/// <summary>What a server says to one command, RFC 5321 section 4.2.</summary>
/// <param name="Code">Three digits, 200 to 599.</param>
/// <param name="Lines">What stands behind the code; at least one, printable.</param>
public sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsGood => Code is >= 200 and < 400;

    /// <summary>It may be otherwise later, section 4.2.1.</summary>
    public bool IsTemporary => Code is >= 400 and < 500;

    public string Text => $"{Code} {string.Join(' ', Lines)}".TrimEnd();
}

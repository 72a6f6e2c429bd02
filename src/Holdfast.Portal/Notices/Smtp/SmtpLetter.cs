namespace Holdfast.Portal.Notices.Smtp;

/// <summary>What a conversation with a mail server is for.</summary>
public sealed record SmtpLetter
{
    /// <summary>What we call ourselves, RFC 5321 section 4.1.1.1: a domain, or an address in brackets.</summary>
    public required string Greeting { get; init; }

    public required SmtpSecurity Security { get; init; }

    /// <summary>Null: no sign-in.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>An address that <see cref="Mail.MailAddress"/> has taken.</summary>
    public required string Sender { get; init; }

    /// <summary>An address that <see cref="Mail.MailAddress"/> has taken.</summary>
    public required string Recipient { get; init; }

    /// <summary>Header and body, every line ended by CR LF.</summary>
    public required string Content { get; init; }

    /// <summary>Never the password.</summary>
    public override string ToString() => $"SmtpLetter to {Recipient}";
}

using Holdfast.Portal.Notices.Smtp;

namespace Holdfast.Portal.Notices.Settings;

/// <summary>A mail server as an administrator wants it. Also the form of the admin API.</summary>
public sealed class MailDraft
{
    public required string Host { get; init; }

    /// <summary>Null: 587, with TLS from the first byte 465, without TLS 25.</summary>
    public int? Port { get; init; }

    public SmtpSecurity Security { get; init; } = SmtpSecurity.Starttls;

    /// <summary>Null or empty: no sign-in.</summary>
    public string? User { get; init; }

    /// <summary>Null or empty: as it was, for the same server and user.</summary>
    public string? Password { get; init; }

    public required string Sender { get; init; }

    internal int RealPort =>
        Port
        ?? Security switch
        {
            SmtpSecurity.Starttls => 587,
            SmtpSecurity.Tls => 465,
            _ => 25,
        };
}

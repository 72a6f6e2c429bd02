namespace Holdfast.Portal.Notices.Smtp;

/// <summary>How a mail server is spoken to.</summary>
public enum SmtpSecurity
{
    /// <summary>RFC 3207, and nothing is said without it. Mostly port 587.</summary>
    Starttls,

    /// <summary>TLS from the first byte, RFC 8314. Mostly port 465.</summary>
    Tls,

    /// <summary>Only to this machine.</summary>
    None,
}

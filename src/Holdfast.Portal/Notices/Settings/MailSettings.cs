using Holdfast.Portal.Notices.Smtp;

namespace Holdfast.Portal.Notices.Settings;

/// <summary>The mail server.</summary>
/// <param name="User">Null: no sign-in.</param>
/// <param name="PasswordId">Under which the password is sealed; a new one with every change of it. Null: there is none.</param>
/// <param name="Sender">An address, with a name before it or without.</param>
public sealed record MailSettings(
    string Host,
    int Port,
    SmtpSecurity Security,
    string? User,
    Guid? PasswordId,
    string Sender
)
{
    public string? PasswordName => PasswordId is { } id ? NoticeSettings.SecretPrefix + id.ToString("N") : null;
}

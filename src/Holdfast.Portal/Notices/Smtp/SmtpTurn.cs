namespace Holdfast.Portal.Notices.Smtp;

/// <param name="Talk">How the conversation stands now.</param>
/// <param name="Reached">What has been reached with this, for people; null: nothing worth a line.</param>
public sealed record SmtpTurn(SmtpTalk Talk, SmtpAct Act, string? Reached = null);

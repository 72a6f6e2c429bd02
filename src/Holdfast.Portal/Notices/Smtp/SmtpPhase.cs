namespace Holdfast.Portal.Notices.Smtp;

/// <summary>To what the server's next reply is the answer.</summary>
public enum SmtpPhase
{
    Connected,
    Greeted,
    AskedForTls,
    GreetedSecurely,
    SignInPlain,
    SignInLogin,
    SignInUser,
    SignInPassword,
    Sender,
    Recipient,
    Data,
    Content,
    Over,
}

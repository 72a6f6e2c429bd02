namespace Holdfast.Data.WebSessions;

/// <summary>With what somebody signed in at last. Stored as the word in lower case.</summary>
public enum SignInMethod
{
    /// <summary>The password alone.</summary>
    Password,

    /// <summary>A code of an authenticator app, after the password.</summary>
    Totp,

    /// <summary>A recovery code, after the password.</summary>
    Recovery,

    /// <summary>A proof of a provider alone.</summary>
    Provider,

    /// <summary>A passkey, alone or after the password.</summary>
    Passkey,
}

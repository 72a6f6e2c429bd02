namespace Holdfast.Portal.Features.Account;

/// <summary>How it ended.</summary>
public enum SignInEnd
{
    SignedIn,

    /// <summary>The password was right, the second step not yet made.</summary>
    Halfway,

    Refused,
}

using Holdfast.Data.WebSessions;

namespace Holdfast.Portal.Features.Account;

/// <summary>With what somebody signed in, for people.</summary>
internal static class SignInText
{
    public static string Of(SignInMethod method) =>
        method switch
        {
            SignInMethod.Totp => "Signed in with an authenticator app.",
            SignInMethod.Recovery => "Signed in with a recovery code.",
            SignInMethod.Provider => "Signed in at the provider alone.",
            SignInMethod.Passkey => "Signed in with a passkey.",
            _ => "Signed in with the password alone.",
        };
}

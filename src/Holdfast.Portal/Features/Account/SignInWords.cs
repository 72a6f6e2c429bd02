using Holdfast.Data.Audit;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Portal.Features.Account;

/// <summary>Entries of the audit log about signing in, for the person they are about.</summary>
public static class SignInWords
{
    private const string By = "by";

    public static SignInEvent Read(AuditEntry entry)
    {
        var by = AuditDetail.Read(entry.Detail).FirstOrDefault(line => line.Name == By)?.Now;
        return new(
            entry.At,
            entry.FromAddress,
            entry.Action switch
            {
                "sign-in" => SignInEnd.SignedIn,
                "sign-in.password" => SignInEnd.Halfway,
                _ => SignInEnd.Refused,
            },
            entry.Action switch
            {
                "sign-in" => $"Signed in with {With(by)}.",
                "sign-in.password" => "The password was right; the second step was still to come.",
                _ => $"Refused: {Wrong(by)}.",
            }
        );
    }

    private static string With(string? by) =>
        by switch
        {
            "totp" => "password and authenticator app",
            "recovery" => "password and a recovery code",
            "passkey" => "a passkey",
            "password" => "the password",
            null => "the password",
            _ => by,
        };

    private static string Wrong(string? by) =>
        by switch
        {
            "totp" => "a wrong code of the authenticator app",
            "recovery" => "a wrong recovery code",
            "passkey" => "a passkey that did not fit",
            _ => "a wrong password",
        };
}

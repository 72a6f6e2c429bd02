using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;

namespace Holdfast.Identity.Passwords;

/// <summary>
/// What a new password must be like, after NIST SP 800-63B: long enough, not what is tried first, and no rules about kinds of
/// characters. Old passwords are not judged again.
/// </summary>
public static class PasswordRules
{
    /// <summary>Characters, not bytes.</summary>
    public const int MinLength = 10;

    /// <returns>All that is wrong (HF-1111 to HF-1114); empty when the password is good.</returns>
    public static IReadOnlyList<Problem> Check(UserName userName, string password) =>
        password.Length > PasswordText.MaxBytes || (password.Length > 0 && !IsText(password))
            ? [IdentityProblems.PasswordTooLong.At("password", "It is longer than 1024 bytes or has half a character.")]
            : [.. Weaknesses(userName, password)];

    private static IEnumerable<Problem> Weaknesses(UserName userName, string password)
    {
        var length = password.EnumerateRunes().Count();
        if (length < MinLength)
        {
            yield return IdentityProblems.PasswordTooShort.At(
                "password",
                $"It has {length} of {MinLength} characters."
            );
        }

        if (LookAlikes.Fold(password.Trim()) == userName.Key)
        {
            yield return IdentityProblems.PasswordIsUserName.At("password", "");
        }

        if (CommonPasswords.Contain(password))
        {
            yield return IdentityProblems.PasswordIsCommon.At("password", "");
        }
    }

    private static bool IsText(string password)
    {
        var bytes = PasswordText.Encode(password);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
        return bytes is not null;
    }
}

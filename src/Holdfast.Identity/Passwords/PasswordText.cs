using System.Text;

namespace Holdfast.Identity.Passwords;

/// <summary>
/// A password is the UTF-8 bytes of what was typed, with nothing trimmed, folded or normalised: 1 to 1024 bytes.
/// </summary>
internal static class PasswordText
{
    public const int MaxBytes = 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <returns>Null: empty, too long, or with half a surrogate pair. The caller clears the bytes.</returns>
    public static byte[]? Encode(string password)
    {
        if (password.Length is 0 or > MaxBytes)
        {
            return null;
        }

        try
        {
            var bytes = Strict.GetBytes(password);
            return bytes.Length <= MaxBytes ? bytes : null;
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}

using System.Security.Cryptography;

namespace Holdfast.Identity.Factors;

/// <summary>What an authenticator app and the portal share.</summary>
public static class TotpSecret
{
    private const int Group = 4;

    public static byte[] New() => RandomNumberGenerator.GetBytes(Totp.SecretLength);

    /// <summary>For typing into an app: base32 in groups of four.</summary>
    public static string ToText(ReadOnlySpan<byte> secret) =>
        string.Join(' ', Base32Alphabet.Rfc4648.Write(secret).Chunk(Group).Select(part => new string(part)));

    /// <summary>For a QR code: the form that apps know as “Key Uri Format”.</summary>
    /// <param name="issuer">The service; shown by the app.</param>
    /// <param name="account">The user's name; shown by the app.</param>
    public static string ToUri(ReadOnlySpan<byte> secret, string issuer, string account)
    {
        var (service, name) = (Uri.EscapeDataString(issuer), Uri.EscapeDataString(account));
        return $"otpauth://totp/{service}:{name}?secret={Base32Alphabet.Rfc4648.Write(secret)}&issuer={service}"
            + $"&algorithm=SHA1&digits={Totp.Digits}&period={Totp.Period}";
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.OAuth.Token;

/// <summary>Codes: random, short-lived, used once. The database holds only their hash.</summary>
public static class AuthorizationCode
{
    /// <summary>RFC 6749 section 4.1.2 allows ten minutes at most; the app needs a second.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <returns>43 characters of base64url.</returns>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <returns>32 bytes. The code has 256 random bits, so a plain hash cannot be turned back.</returns>
    public static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}

using System.Security.Cryptography;

namespace Holdfast.Portal.Secrets;

/// <summary>A certificate and its private key as one text, the certificate first.</summary>
internal static class PemText
{
    private const string KeyLabel = "PRIVATE KEY";

    public static string Join(string certificate, string key) => $"{certificate.TrimEnd()}\n{key.TrimEnd()}\n";

    public static (string Certificate, string Key) Split(string both)
    {
        var key = both.IndexOf($"-----BEGIN {KeyLabel}-----", StringComparison.Ordinal);
        return (both[..key], both[key..]);
    }

    /// <param name="pkcs8">Cleared.</param>
    public static string Encode(byte[] pkcs8)
    {
        var text = PemEncoding.WriteString(KeyLabel, pkcs8);
        CryptographicOperations.ZeroMemory(pkcs8);
        return text;
    }

    public static byte[] Decode(string key)
    {
        var fields = PemEncoding.Find(key);
        return Convert.FromBase64String(key[fields.Base64Data]);
    }
}

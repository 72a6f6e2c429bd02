using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Pki.OpenVpn;

/// <summary>
/// The key with which OpenVPN hides its control channel (<c>tls-crypt</c>): 2048 random bits in OpenVPN's static key format, the
/// same for the server and all clients of a profile.
/// </summary>
public static class TlsCryptKey
{
    private const int Length = 256;

    private const int BytesOnALine = 16;

    /// <returns>A file's content, lines ended by a line feed.</returns>
    public static string New()
    {
        Span<byte> key = stackalloc byte[Length];
        RandomNumberGenerator.Fill(key);
        var text = Write(key);
        CryptographicOperations.ZeroMemory(key);
        return text;
    }

    internal static string Write(ReadOnlySpan<byte> key)
    {
        var text = new StringBuilder("#\n# 2048 bit OpenVPN static key\n#\n-----BEGIN OpenVPN Static key V1-----\n");
        for (var at = 0; at < Length; at += BytesOnALine)
        {
            text.Append(Convert.ToHexStringLower(key.Slice(at, BytesOnALine))).Append('\n');
        }

        return text.Append("-----END OpenVPN Static key V1-----\n").ToString();
    }
}

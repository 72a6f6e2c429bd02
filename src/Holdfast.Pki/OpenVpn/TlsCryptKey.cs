using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Pki.OpenVpn;

/// <summary>
/// The key with which OpenVPN hides its control channel (<c>tls-crypt</c>): 2048 random bits in OpenVPN's static key format, the
/// same for the server and all clients of a profile.
/// </summary>
public static class TlsCryptKey
{
    /// <summary>In bytes.</summary>
    public const int Length = 256;

    private const int BytesOnALine = 16;

    /// <summary>More than any program writes. Arbitrary, may be increased.</summary>
    private const int LongestFile = 8192;

    private const string Begin = "-----BEGIN OpenVPN Static key V1-----";
    private const string End = "-----END OpenVPN Static key V1-----";

    /// <returns>A file's content, lines ended by a line feed.</returns>
    public static string New()
    {
        Span<byte> key = stackalloc byte[Length];
        RandomNumberGenerator.Fill(key);
        var text = Write(key);
        CryptographicOperations.ZeroMemory(key);
        return text;
    }

    /// <summary>Lines outside the two marks are comments.</summary>
    /// <returns>The key; null: the text holds none.</returns>
    public static byte[]? Read(string text)
    {
        if (text.Length > LongestFile)
        {
            return null;
        }

        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        var (begin, end) = (Array.IndexOf(lines, Begin), Array.IndexOf(lines, End));
        var digits = begin >= 0 && begin < end ? string.Concat(lines[(begin + 1)..end]) : "";
        return digits.Length == 2 * Length && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
    }

    internal static string Write(ReadOnlySpan<byte> key)
    {
        var text = new StringBuilder($"#\n# 2048 bit OpenVPN static key\n#\n{Begin}\n");
        for (var at = 0; at < Length; at += BytesOnALine)
        {
            text.Append(Convert.ToHexStringLower(key.Slice(at, BytesOnALine))).Append('\n');
        }

        return text.Append(End).Append('\n').ToString();
    }
}

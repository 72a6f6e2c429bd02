using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;

namespace Holdfast.Databases.Pairs;

/// <summary>What a standby of the database needs to know, as one line that an administrator carries to it.</summary>
/// <remarks>
/// <code>hfp1- | base64url of the JSON | - | the first four bytes of SHA-256 over the JSON, in hexadecimal</code>
/// Whoever has the line and reaches the database has every secret in it.
/// </remarks>
/// <param name="Master">The portals' secret, as <c>holdfast portal secret</c> prints it.</param>
/// <param name="Secret">Of the database: base64 of 32 bytes.</param>
/// <param name="Port">Of PostgreSQL.</param>
/// <param name="Portal">Where clients find the portals.</param>
internal sealed record PairInvitation(string Master, string Secret, int Port, Uri Portal)
{
    /// <summary>Characters; ours. Room for several master keys.</summary>
    public const int Longest = 4000;

    private const string Prefix = "hfp1-";
    private const int ChecksumLength = 4;

    public string ToLine()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, ModelJson.Options);
        return $"{Prefix}{Base64Url.EncodeToString(json)}-{Checksum(json)}";
    }

    public static Outcome<PairInvitation> Read(string line)
    {
        var text = line.Trim();
        var end = text.LastIndexOf('-');
        if (
            text.Length > Longest
            || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || end <= Prefix.Length
            || !Base64Url.IsValid(text.AsSpan()[Prefix.Length..end])
        )
        {
            return PairProblems.LineUnreadable.At("secret", "It does not look like one.");
        }

        var json = Base64Url.DecodeFromChars(text.AsSpan()[Prefix.Length..end]);
        return Checksum(json) != text[(end + 1)..]
                ? PairProblems.LineUnreadable.At(
                    "secret",
                    "Its checksum does not fit: something is missing or mistyped."
                )
            : Parse(json) is { } read ? read
            : PairProblems.LineUnreadable.At("secret", "Its format is not known to this version.");
    }

    /// <summary>Without the secrets.</summary>
    public override string ToString() => $"invitation to {Portal}";

    private static PairInvitation? Parse(byte[] json)
    {
        try
        {
            return
                JsonSerializer.Deserialize<PairInvitation>(json, ModelJson.Options)
                    is { Master: not null, Secret: not null, Portal: { IsAbsoluteUri: true, Scheme: "https" } } read
                ? read
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Checksum(byte[] json) =>
        Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, ChecksumLength));
}

using System.Security.Cryptography;
using Holdfast.Model.Problems;

namespace Holdfast.Pki.Envelope;

/// <summary>
/// The master keys as one line that a person can carry to another portal: base32 (RFC 4648, without 0, 1, 8 and 9, which look like
/// letters), in groups, with a checksum that tells a slip of the finger from a wrong secret.
/// </summary>
/// <remarks><code>version 1 | keys 32 each | checksum 4: the first bytes of SHA-256 over all before</code></remarks>
public static class MasterKeySecret
{
    private const byte Version = 1;
    private const int ChecksumLength = 4;
    private const int GroupLength = 6;

    /// <summary>Ours. Who has more has sealed all again long ago.</summary>
    private const int MaxKeys = 8;

    /// <summary>Characters, with room for spaces that a terminal or a mail put in; ours.</summary>
    private const int MaxLength = 1024;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <param name="keys">Each of <see cref="MasterKey.Length"/> bytes, the one for new secrets first.</param>
    internal static string Write(IReadOnlyList<byte[]> keys)
    {
        byte[] body = [Version, .. keys.Take(MaxKeys).SelectMany(key => key)];
        byte[] all = [.. body, .. SHA256.HashData(body).AsSpan(0, ChecksumLength)];
        var text = Encode(all);
        CryptographicOperations.ZeroMemory(body);
        CryptographicOperations.ZeroMemory(all);
        return string.Join('-', text.Chunk(GroupLength).Select(group => new string(group)));
    }

    /// <returns>The keys in their order, or HF-1915. Small letters, hyphens and white space do not matter.</returns>
    internal static Outcome<IReadOnlyList<byte[]>> Read(string text)
    {
        if (text.Length > MaxLength || Decode(text) is not { } all)
        {
            return KeyProblems.SecretLineUnreadable.At("secret", "It has characters that are in no secret.");
        }

        var body = all.AsSpan(0, Math.Max(0, all.Length - ChecksumLength));
        if (
            body.Length < 1 + MasterKey.Length
            || !SHA256.HashData(body).AsSpan(0, ChecksumLength).SequenceEqual(all.AsSpan(body.Length))
        )
        {
            return KeyProblems.SecretLineUnreadable.At(
                "secret",
                "Its checksum does not fit: something is missing or mistyped."
            );
        }

        if (
            body[0] != Version
            || (body.Length - 1) % MasterKey.Length != 0
            || (body.Length - 1) / MasterKey.Length > MaxKeys
        )
        {
            return KeyProblems.SecretLineUnreadable.At("secret", "Its format is not known to this version.");
        }

        return all[1..body.Length].Chunk(MasterKey.Length).ToArray();
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new List<char>();
        var (bits, held) = (0, 0);
        foreach (var next in bytes)
        {
            (bits, held) = (((bits & 0x1f) << 8) | next, held + 8);
            while (held >= 5)
            {
                held -= 5;
                text.Add(Alphabet[(bits >> held) & 0x1f]);
            }
        }

        if (held > 0)
        {
            text.Add(Alphabet[(bits << (5 - held)) & 0x1f]);
        }

        return new string([.. text]);
    }

    /// <returns>Null: a character is in no secret.</returns>
    private static byte[]? Decode(string text)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var letter in text.Where(letter => letter != '-' && !char.IsWhiteSpace(letter)))
        {
            var value = Alphabet.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            (bits, held) = (((bits & 0xff) << 5) | value, held + 5);
            if (held >= 8)
            {
                held -= 8;
                bytes.Add((byte)(bits >> held));
            }
        }

        return [.. bytes];
    }
}

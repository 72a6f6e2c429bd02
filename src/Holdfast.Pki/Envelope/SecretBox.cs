using System.Security.Cryptography;
using System.Text;
using Holdfast.Model.Problems;

namespace Holdfast.Pki.Envelope;

/// <summary>
/// Seals secrets for the database with AES-256-GCM under a master key that is not in it. Thread-safe.
/// </summary>
public sealed class SecretBox(MasterKeyRing keys)
{
    /// <param name="purpose">
    /// What the secret is and whose, for example <c>authority/vpn</c> or <c>profile/office/tls-crypt</c>. It is authenticated, not
    /// stored: a sealed secret that somebody moves to another row does not open there.
    /// </param>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> secret)
    {
        if (secret.Length > SealedFormat.MaxSecretLength)
        {
            throw new ArgumentException("A secret has at most a mebibyte.", nameof(secret));
        }

        var box = new byte[secret.Length + SealedFormat.Overhead];
        var header = box.AsSpan(0, SealedFormat.HeaderLength);
        header[0] = SealedFormat.Version;
        keys.Current.Id.CopyTo(header[1..]);
        RandomNumberGenerator.Fill(header[SealedFormat.NonceOffset..]);
        using var cipher = keys.Current.Cipher(SealedFormat.TagLength);
        cipher.Encrypt(
            header[SealedFormat.NonceOffset..],
            secret,
            box.AsSpan(SealedFormat.HeaderLength, secret.Length),
            box.AsSpan(^SealedFormat.TagLength..),
            Bound(header, purpose)
        );
        return box;
    }

    /// <summary>Seals text, such as PEM, as UTF-8.</summary>
    public byte[] SealText(string purpose, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        try
        {
            return Seal(purpose, bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <returns>
    /// The secret, which the caller clears after use; HF-1904 when the master key is missing, HF-1905 when it is damaged or sealed
    /// for another purpose.
    /// </returns>
    public Outcome<byte[]> Open(string purpose, ReadOnlySpan<byte> box)
    {
        if (box.Length is < SealedFormat.Overhead or > SealedFormat.MaxSecretLength + SealedFormat.Overhead)
        {
            return KeyProblems.SecretDamaged.At(purpose, $"{box.Length} bytes are too few or too many.");
        }

        if (box[0] != SealedFormat.Version)
        {
            return KeyProblems.SecretDamaged.At(purpose, $"Its format {box[0]} is not known to this version.");
        }

        return keys.Find(box.Slice(1, MasterKey.IdLength)) is { } key
            ? Decrypt(key, purpose, box)
            : KeyProblems.UnknownMasterKey.At(
                purpose,
                $"It was sealed with {Convert.ToHexStringLower(box.Slice(1, MasterKey.IdLength))}."
            );
    }

    /// <summary>As <see cref="Open"/>, for what <see cref="SealText"/> sealed.</summary>
    public Outcome<string> OpenText(string purpose, ReadOnlySpan<byte> box)
    {
        var opened = Open(purpose, box);
        if (!opened.Succeeded)
        {
            return Outcome<string>.Failed(opened.Problems);
        }

        var text = Encoding.UTF8.GetString(opened.Value);
        CryptographicOperations.ZeroMemory(opened.Value);
        return text;
    }

    /// <summary>Whether the secret should be sealed again, because it is still under an older master key.</summary>
    public bool NeedsSealingAgain(ReadOnlySpan<byte> box) =>
        box.Length >= SealedFormat.Overhead && !box.Slice(1, MasterKey.IdLength).SequenceEqual(keys.Current.Id);

    private static Outcome<byte[]> Decrypt(MasterKey key, string purpose, ReadOnlySpan<byte> box)
    {
        var secret = new byte[box.Length - SealedFormat.Overhead];
        var header = box[..SealedFormat.HeaderLength];
        using var cipher = key.Cipher(SealedFormat.TagLength);
        try
        {
            cipher.Decrypt(
                header[SealedFormat.NonceOffset..],
                box[SealedFormat.HeaderLength..^SealedFormat.TagLength],
                box[^SealedFormat.TagLength..],
                secret,
                Bound(header, purpose)
            );
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return KeyProblems.SecretDamaged.At(purpose, "Its authentication code does not fit.");
        }
    }

    /// <summary>What the tag covers beside the ciphertext: version and key id, then the purpose.</summary>
    private static byte[] Bound(ReadOnlySpan<byte> header, string purpose) =>
        [.. header[..SealedFormat.NonceOffset], .. Encoding.UTF8.GetBytes(purpose)];
}

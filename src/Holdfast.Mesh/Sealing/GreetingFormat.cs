using System.Security.Cryptography;
using Holdfast.Mesh.Messages;
using Holdfast.Pki.Sodium;

namespace Holdfast.Mesh.Sealing;

/// <summary>
/// Kind 1: a salt of 16 bytes, then sealed under a key of salt and password: challenge (16), echo (16; all zero: none), record, signature
/// of its host over all of that. Whoever has not the password sees random bytes, and cannot say any that are heard.
/// </summary>
public static class GreetingFormat
{
    public const byte Kind = 1;
    public const int ChallengeLength = 16;

    private const int SaltLength = 16;
    private const int Header = 1 + SaltLength;
    private const int TagLength = 16;
    private static readonly byte[] None = new byte[ChallengeLength];

    public static byte[] Write(MeshKey key, HostKeys host, Greeting greeting)
    {
        var recordLength = RecordFormat.LengthOf(greeting.Record);
        var plain = new byte[(ChallengeLength * 2) + recordLength + Ed25519.SignatureLength];
        var writer = new ByteWriter(plain);
        writer.Bytes(greeting.Challenge.AsSpan());
        writer.Bytes(greeting.Echo is { } echo ? echo.AsSpan() : None);
        RecordFormat.WriteSigned(ref writer, greeting.Record);
        writer.Bytes(host.Sign(Signed(plain.AsSpan(0, writer.Length))));

        var datagram = new byte[Header + plain.Length + TagLength];
        datagram[0] = Kind;
        var salt = datagram.AsSpan(1, SaltLength);
        RandomNumberGenerator.Fill(salt);
        using var cipher = Cipher(key, salt);
        cipher.Encrypt(
            Nonce,
            plain,
            datagram.AsSpan(Header, plain.Length),
            datagram.AsSpan(Header + plain.Length),
            datagram.AsSpan(0, 1)
        );
        return datagram;
    }

    /// <returns>Null: it is no greeting of somebody who knows the password, or not by the host that it names.</returns>
    public static Greeting? Read(MeshKey key, ReadOnlySpan<byte> datagram)
    {
        var length = datagram.Length - Header - TagLength;
        if (length < 0 || datagram[0] != Kind)
        {
            return null;
        }

        var plain = new byte[length];
        using var cipher = Cipher(key, datagram.Slice(1, SaltLength));
        try
        {
            cipher.Decrypt(Nonce, datagram.Slice(Header, length), datagram[(Header + length)..], plain, datagram[..1]);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Parse(plain);
    }

    /// <summary>Each key seals one greeting.</summary>
    private static ReadOnlySpan<byte> Nonce => new byte[12];

    private static Greeting? Parse(ReadOnlySpan<byte> plain)
    {
        var reader = new ByteReader(plain);
        var challenge = reader.Bytes(ChallengeLength);
        var echo = reader.Bytes(ChallengeLength);
        if (RecordFormat.Read(ref reader) is not { } record)
        {
            return null;
        }

        var signed = plain[..reader.Position];
        var signature = reader.Bytes(Ed25519.SignatureLength);
        return
            !reader.IsBroken
            && reader.AtEnd
            && HostKeys.IsGenuine(record)
            && Ed25519.Verify(record.Host.ToArray(), Signed(signed), signature)
            ? new Greeting([.. challenge], echo.SequenceEqual(None) ? null : [.. echo], record)
            : null;
    }

    private static byte[] Signed(ReadOnlySpan<byte> content) => [.. "holdfast mesh 1 greeting"u8, .. content];

    private static ChaCha20Poly1305 Cipher(MeshKey key, ReadOnlySpan<byte> salt)
    {
        Span<byte> derived = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, derived, salt, "holdfast mesh 1 greeting"u8);
        return new ChaCha20Poly1305(derived);
    }
}

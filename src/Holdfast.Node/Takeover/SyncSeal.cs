using System.Buffers.Binary;
using System.Security.Cryptography;
using Holdfast.Model.Keys;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Node.Takeover;

/// <summary>
/// Seals datagrams for the nodes that have the same WireGuard key, and opens theirs. Every run of a sender has a key of its own, made
/// from that key and the run's random number, in which each counter is used once: AES-256-GCM.
/// </summary>
internal sealed class SyncSeal : IDisposable
{
    public const int RunLength = 16;
    public const int TagLength = 16;
    public const int HeadLength = 4 + 8 + RunLength + 8;

    /// <summary>Without client entries, with all of them.</summary>
    public const int Least = HeadLength + SyncFormat.HeaderLength + TagLength;
    public const int Most = HeadLength + SyncFormat.MaximumLength + TagLength;

    private const int NonceLength = 12;
    private const int ProfileOffset = 4;
    private const int RunOffset = ProfileOffset + 8;
    private const int CounterOffset = RunOffset + RunLength;

    private readonly byte[] _secret;
    private readonly byte[] _run = RandomNumberGenerator.GetBytes(RunLength);
    private readonly AesGcm _own;
    private ulong _counter;

    public SyncSeal(WireGuardKey privateKey)
    {
        _secret = privateKey.Bytes.ToArray();
        Profile = ProfileOf(privateKey);
        _own = KeyOf(_run);
    }

    private static ReadOnlySpan<byte> Magic => "HFS1"u8;

    /// <summary>Tells the datagrams of profiles apart: the beginning of the SHA-256 of the public key.</summary>
    public ulong Profile { get; }

    /// <summary>The profile of a datagram; null: it is none of ours.</summary>
    public static ulong? ProfileOf(ReadOnlySpan<byte> datagram) =>
        datagram.Length is < Least or > Most || !datagram.StartsWith(Magic)
            ? null
            : BinaryPrimitives.ReadUInt64BigEndian(datagram[ProfileOffset..]);

    public static ulong ProfileOf(WireGuardKey privateKey) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(WireGuardKeys.PublicOf(privateKey).Bytes));

    public byte[] Seal(ReadOnlySpan<byte> plain)
    {
        var datagram = new byte[HeadLength + plain.Length + TagLength];
        Magic.CopyTo(datagram);
        BinaryPrimitives.WriteUInt64BigEndian(datagram.AsSpan(ProfileOffset), Profile);
        _run.CopyTo(datagram, RunOffset);
        BinaryPrimitives.WriteUInt64BigEndian(datagram.AsSpan(CounterOffset), ++_counter);
        Span<byte> nonce = stackalloc byte[NonceLength];
        var head = datagram.AsSpan(0, HeadLength);
        _own.Encrypt(
            NonceOf(_counter, nonce),
            plain,
            datagram.AsSpan(HeadLength, plain.Length),
            datagram.AsSpan(HeadLength + plain.Length),
            head
        );
        return datagram;
    }

    /// <summary>The run and the counter of a datagram that has a length of ours; nothing of it is proved yet.</summary>
    public static (UInt128 Run, ulong Counter) SequenceOf(ReadOnlySpan<byte> datagram) =>
        (
            BinaryPrimitives.ReadUInt128BigEndian(datagram[RunOffset..]),
            BinaryPrimitives.ReadUInt64BigEndian(datagram[CounterOffset..])
        );

    /// <returns>Null: somebody else made it, or changed it.</returns>
    public byte[]? Open(ReadOnlySpan<byte> datagram)
    {
        if (ProfileOf(datagram) != Profile)
        {
            return null;
        }

        using var key = KeyOf(datagram.Slice(RunOffset, RunLength));
        var plain = new byte[datagram.Length - HeadLength - TagLength];
        Span<byte> nonce = stackalloc byte[NonceLength];
        try
        {
            key.Decrypt(
                NonceOf(SequenceOf(datagram).Counter, nonce),
                datagram[HeadLength..^TagLength],
                datagram[^TagLength..],
                plain,
                datagram[..HeadLength]
            );
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_secret);
        _own.Dispose();
    }

    private AesGcm KeyOf(ReadOnlySpan<byte> run)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, key, run, "holdfast session sync 1"u8);
        var made = new AesGcm(key, TagLength);
        CryptographicOperations.ZeroMemory(key);
        return made;
    }

    private static ReadOnlySpan<byte> NonceOf(ulong counter, Span<byte> nonce)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], counter);
        return nonce;
    }
}

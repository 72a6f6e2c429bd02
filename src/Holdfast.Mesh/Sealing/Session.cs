using System.Buffers.Binary;
using System.Security.Cryptography;
using Holdfast.Mesh.Members;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Mesh.Sealing;

/// <summary>
/// What two hosts say to each other in one life of both. Kind 2: the first 8 bytes of the sender's id, a number (8), then sealed. The keys
/// come from the hosts' own keys and the password, and are others for each direction and each life: what was recorded earlier opens no more.
/// </summary>
internal sealed class Session : IDisposable
{
    public const byte Kind = 2;
    public const int Header = 1 + 8 + 8;
    public const int TagLength = 16;

    private readonly ulong _hint;
    private readonly ChaCha20Poly1305 _sealing;
    private readonly ChaCha20Poly1305 _opening;
    private readonly ReplayWindow _heard = new();
    private ulong _said;

    private Session(HostRecord other, ulong hint, ChaCha20Poly1305 sealing, ChaCha20Poly1305 opening) =>
        (Other, _hint, _sealing, _opening) = (other, hint, sealing, opening);

    /// <summary>The record from which it was made.</summary>
    public HostRecord Other { get; }

    /// <returns>Null: the other's key is none (RFC 7748, 6.1).</returns>
    public static Session? Open(MeshKey mesh, HostKeys own, uint incarnation, HostRecord other)
    {
        Span<byte> secret = stackalloc byte[X25519.Length];
        if (!X25519.TryAgree(own.WireGuard.PrivateKey.Bytes, other.Key.Bytes, secret))
        {
            return null;
        }

        var (self, life) = (own.Host, other.Stamp.Incarnation);
        var session = new Session(
            other,
            self.Hint,
            Cipher(secret, mesh, self, incarnation, other.Host, life),
            Cipher(secret, mesh, other.Host, life, self, incarnation)
        );
        CryptographicOperations.ZeroMemory(secret);
        return session;
    }

    public byte[] Seal(ReadOnlySpan<byte> body)
    {
        var datagram = new byte[Header + body.Length + TagLength];
        datagram[0] = Kind;
        BinaryPrimitives.WriteUInt64BigEndian(datagram.AsSpan(1), _hint);
        BinaryPrimitives.WriteUInt64BigEndian(datagram.AsSpan(9), ++_said);
        Span<byte> nonce = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], _said);
        _sealing.Encrypt(
            nonce,
            body,
            datagram.AsSpan(Header, body.Length),
            datagram.AsSpan(Header + body.Length),
            datagram.AsSpan(0, Header)
        );
        return datagram;
    }

    /// <returns>Null: it is not from there, not of this life, or was heard before.</returns>
    public byte[]? Open(ReadOnlySpan<byte> datagram)
    {
        var length = datagram.Length - Header - TagLength;
        if (length < 0)
        {
            return null;
        }

        var number = BinaryPrimitives.ReadUInt64BigEndian(datagram[9..]);
        Span<byte> nonce = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], number);
        var body = new byte[length];
        try
        {
            _opening.Decrypt(
                nonce,
                datagram.Slice(Header, length),
                datagram[(Header + length)..],
                body,
                datagram[..Header]
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return _heard.TryTake(number) ? body : null;
    }

    public void Dispose()
    {
        _sealing.Dispose();
        _opening.Dispose();
    }

    private static ChaCha20Poly1305 Cipher(
        ReadOnlySpan<byte> secret,
        MeshKey mesh,
        HostId from,
        uint fromLife,
        HostId to,
        uint toLife
    )
    {
        Span<byte> lives = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(lives, fromLife);
        BinaryPrimitives.WriteUInt32BigEndian(lives[4..], toLife);
        byte[] what = [.. "holdfast mesh 1 session"u8, .. from.ToArray(), .. to.ToArray(), .. lives];
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, mesh.Bytes, what);
        return new ChaCha20Poly1305(key);
    }
}

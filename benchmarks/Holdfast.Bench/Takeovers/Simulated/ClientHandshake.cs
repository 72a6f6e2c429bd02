using System.Buffers.Binary;
using System.Security.Cryptography;
using Holdfast.Model.Keys;
using Holdfast.Node.WireGuard.Probing;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Bench.Takeovers.Simulated;

/// <summary>Both halves of WireGuard's handshake (its paper, section 5.4), as a client has them: its server may begin as well.</summary>
internal sealed class ClientHandshake(WireGuardKeyPair own, WireGuardKey server)
{
    private const int BeginLength = 148;
    private const int AnswerLength = 92;

    private static readonly SymmetricState Start = SymmetricState.Begin(
        "Noise_IKpsk2_25519_ChaChaPoly_BLAKE2s"u8.ToArray(),
        "WireGuard v1 zx2c4 Jason@zx2c4.com"u8.ToArray()
    );

    private static readonly byte[] MacLabel = "mac1----"u8.ToArray();
    private static readonly byte[] Nonce = new byte[12];
    private static readonly byte[] NoPresharedKey = new byte[WireGuardKey.Length];

    private readonly Tai64n _moments = new(TimeProvider.System);
    private (SymmetricState Said, WireGuardKeyPair Ephemeral, uint Index)? _begun;
    private byte[] _newest = new byte[Tai64n.Length];

    /// <returns>To be sent.</returns>
    public byte[] Begin(uint index)
    {
        var (ephemeral, to) = (WireGuardKeys.New(), server.Bytes.ToArray());
        var point = ephemeral.PublicKey.Bytes.ToArray();
        var said = Start.MixHash(to).MixKey(point).MixHash(point);
        (said, var key) = said.MixKeyForOne(Agreed(ephemeral, to));
        (said, var identity) = said.Seal(key, own.PublicKey.Bytes.ToArray());
        (said, key) = said.MixKeyForOne(Agreed(own, to));
        (said, var moment) = said.Seal(key, _moments.Next());
        _begun = (said, ephemeral, index);
        return Message(1, BeginLength, [index], [.. point, .. identity, .. moment], server);
    }

    /// <returns>The session that we began; null: it is no answer to us.</returns>
    public TransportKeys? Finish(ReadOnlySpan<byte> message)
    {
        if (
            message.Length != AnswerLength
            || _begun is not { } begun
            || BinaryPrimitives.ReadUInt32LittleEndian(message[8..]) != begun.Index
        )
        {
            return null;
        }

        var point = message[12..44].ToArray();
        var said = begun
            .Said.MixKey(point)
            .MixHash(point)
            .MixKey(Agreed(begun.Ephemeral, point))
            .MixKey(Agreed(own, point));
        (said, var key) = said.MixKeyAndHash(NoPresharedKey);
        if (!said.Opens(key, message[44..60]))
        {
            return null;
        }

        _begun = null;
        return TransportKeys.OfInitiator(
            said.Chain,
            begun.Index,
            BinaryPrimitives.ReadUInt32LittleEndian(message[4..])
        );
    }

    /// <summary>The server begins.</summary>
    /// <returns>The session and what is to be sent; null: it is not from our server, or older than one before.</returns>
    public (TransportKeys Session, byte[] Answer)? Answer(ReadOnlySpan<byte> message, uint index)
    {
        if (message.Length != BeginLength)
        {
            return null;
        }

        var from = BinaryPrimitives.ReadUInt32LittleEndian(message[4..]);
        var point = message[8..40].ToArray();
        var said = Start.MixHash(own.PublicKey.Bytes.ToArray()).MixKey(point).MixHash(point);
        (said, var key) = said.MixKeyForOne(Agreed(own, point));
        if (Open(key, message[40..88], said.Hash) is not { } identity || !server.Bytes.SequenceEqual(identity))
        {
            return null;
        }

        (said, key) = said.MixHash(message[40..88].ToArray()).MixKeyForOne(Agreed(own, identity));
        if (Open(key, message[88..116], said.Hash) is not { } moment || moment.AsSpan().SequenceCompareTo(_newest) <= 0)
        {
            return null;
        }

        _newest = moment;
        said = said.MixHash(message[88..116].ToArray());
        var ephemeral = WireGuardKeys.New();
        var mine = ephemeral.PublicKey.Bytes.ToArray();
        said = said.MixKey(mine).MixHash(mine).MixKey(Agreed(ephemeral, point)).MixKey(Agreed(ephemeral, identity));
        (said, key) = said.MixKeyAndHash(NoPresharedKey);
        (said, var nothing) = said.Seal(key, []);
        return (
            TransportKeys.OfResponder(said.Chain, index, from),
            Message(2, AnswerLength, [index, from], [.. mine, .. nothing], server)
        );
    }

    private static byte[] Message(byte type, int length, ReadOnlySpan<uint> indices, byte[] body, WireGuardKey to)
    {
        var message = new byte[length];
        message[0] = type;
        var at = 4;
        foreach (var index in indices)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(at), index);
            at += sizeof(uint);
        }

        body.CopyTo(message.AsSpan(at));
        var signed = at + body.Length;
        Blake2s.Mac(Blake2s.Hash(MacLabel, to.Bytes.ToArray()), message[..signed]).CopyTo(message.AsSpan(signed));
        return message;
    }

    private static byte[]? Open(byte[] key, ReadOnlySpan<byte> sealedText, byte[] hash)
    {
        var plain = new byte[sealedText.Length - SymmetricState.TagLength];
        using var cipher = new ChaCha20Poly1305(key);
        try
        {
            cipher.Decrypt(Nonce, sealedText[..plain.Length], sealedText[plain.Length..], plain, hash);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Agreed(WireGuardKeyPair pair, byte[] point)
    {
        var secret = new byte[X25519.Length];
        return X25519.TryAgree(pair.PrivateKey.Bytes, point, secret)
            ? secret
            : throw new CryptographicException("The other's key is none.");
    }
}

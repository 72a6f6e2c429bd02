using System.Buffers.Binary;
using System.Security.Cryptography;
using Holdfast.Model.Keys;
using Holdfast.Node.WireGuard.Probing;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Bench.Takeovers.Simulated;

/// <summary>Both halves of WireGuard's handshake (its paper, section 5.4), as a client has them: its server may begin as well.</summary>
internal sealed class ClientHandshake(WireGuardKeyPair own, WireGuardKey server)
{
    /// <summary>The first code of an answer is over all before it.</summary>
    private const int SignedOfAnswer = 60;

    private static readonly byte[] Nonce = new byte[12];

    private readonly Tai64n _moments = new(TimeProvider.System);
    private (HandshakeBegin Handshake, uint Index)? _begun;
    private byte[] _newest = new byte[Tai64n.Length];

    /// <returns>To be sent.</returns>
    public byte[] Begin(uint index)
    {
        var handshake = new HandshakeBegin(own, WireGuardKeys.New(), server, index, _moments.Next());
        _begun = (handshake, index);
        return handshake.Message;
    }

    /// <returns>The session that we began; null: it is no answer to us.</returns>
    public TransportKeys? Finish(ReadOnlySpan<byte> message)
    {
        if (_begun is not { } begun || begun.Handshake.Finish(message) is not { } said)
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
        if (message.Length != HandshakeBegin.MessageLength)
        {
            return null;
        }

        var from = BinaryPrimitives.ReadUInt32LittleEndian(message[4..]);
        var point = message[8..40].ToArray();
        var said = HandshakeParts.Start.MixHash(own.PublicKey.Bytes.ToArray()).MixKey(point).MixHash(point);
        (said, var key) = said.MixKeyForOne(HandshakeParts.Agree(own, point));
        if (Open(key, message[40..88], said.Hash) is not { } identity || !server.Bytes.SequenceEqual(identity))
        {
            return null;
        }

        (said, key) = said.MixHash(message[40..88].ToArray()).MixKeyForOne(HandshakeParts.Agree(own, identity));
        if (Open(key, message[88..116], said.Hash) is not { } moment || moment.AsSpan().SequenceCompareTo(_newest) <= 0)
        {
            return null;
        }

        _newest = moment;
        return Answered(said.MixHash(message[88..116].ToArray()), point, identity, index, from);
    }

    private (TransportKeys Session, byte[] Answer) Answered(
        SymmetricState said,
        byte[] point,
        byte[] identity,
        uint index,
        uint from
    )
    {
        var ephemeral = WireGuardKeys.New();
        var mine = ephemeral.PublicKey.Bytes.ToArray();
        said = said.MixKey(mine)
            .MixHash(mine)
            .MixKey(HandshakeParts.Agree(ephemeral, point))
            .MixKey(HandshakeParts.Agree(ephemeral, identity));
        (said, var key) = said.MixKeyAndHash(HandshakeParts.NoPresharedKey);
        (said, var nothing) = said.Seal(key, []);
        return (TransportKeys.OfResponder(said.Chain, index, from), Written(index, from, [.. mine, .. nothing]));
    }

    private byte[] Written(uint index, uint from, byte[] body)
    {
        var message = new byte[HandshakeBegin.AnswerLength];
        message[0] = 2;
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(4), index);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), from);
        body.CopyTo(message.AsSpan(12));
        HandshakeParts.Sign(message, SignedOfAnswer, server.Bytes.ToArray());
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
}

using System.Buffers.Binary;
using Holdfast.Model.Keys;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Node.WireGuard.Probing;

/// <summary>
/// The initiator's half of WireGuard's handshake (WireGuard's paper, section 5.4), as far as the responder's answer. Pure: sockets and
/// clocks are the caller's.
/// </summary>
internal sealed class HandshakeBegin
{
    /// <summary>Bytes of the first message.</summary>
    public const int MessageLength = 148;

    /// <summary>Bytes of the longest answer.</summary>
    public const int AnswerLength = 92;

    /// <summary>An answer under load (section 5.4.7): the device lives and has no time.</summary>
    private const int CookieLength = 64;

    /// <summary>The first code is over all before it.</summary>
    private const int Signed = 116;

    private readonly WireGuardKeyPair _own;
    private readonly WireGuardKeyPair _ephemeral;
    private readonly uint _index;
    private readonly SymmetricState _said;

    /// <param name="own">Known to the responder as a peer without a preshared key.</param>
    /// <param name="ephemeral">New for each handshake.</param>
    /// <param name="index">By which the responder names this handshake.</param>
    /// <param name="timestamp">12 bytes, greater than any before with the same key.</param>
    public HandshakeBegin(
        WireGuardKeyPair own,
        WireGuardKeyPair ephemeral,
        WireGuardKey responder,
        uint index,
        byte[] timestamp
    )
    {
        (_own, _ephemeral, _index) = (own, ephemeral, index);
        var to = responder.Bytes.ToArray();
        var point = ephemeral.PublicKey.Bytes.ToArray();
        var said = HandshakeParts.Start.MixHash(to).MixKey(point).MixHash(point);
        (said, var key) = said.MixKeyForOne(HandshakeParts.Agree(ephemeral, to));
        (said, var identity) = said.Seal(key, own.PublicKey.Bytes.ToArray());
        (said, key) = said.MixKeyForOne(HandshakeParts.Agree(own, to));
        (_said, var moment) = said.Seal(key, timestamp);
        Message = Written(to, [.. point, .. identity, .. moment]);
    }

    /// <summary>To be sent.</summary>
    public byte[] Message { get; }

    /// <summary>True: it comes from who has the responder's private key and knows us, or is a cookie in place of that.</summary>
    public bool IsAnswer(ReadOnlySpan<byte> packet) =>
        packet.Length == CookieLength ? packet is [3, 0, 0, 0, ..] && NamesUs(packet[4..]) : Finish(packet) is not null;

    /// <returns>What both sides now know of each other; null: it is no answer to this.</returns>
    public SymmetricState? Finish(ReadOnlySpan<byte> packet)
    {
        if (packet.Length != AnswerLength || packet is not [2, 0, 0, 0, ..] || !NamesUs(packet[8..]))
        {
            return null;
        }

        var point = packet[12..44].ToArray();
        if (HandshakeParts.TryAgree(_ephemeral, point) is not { } first)
        {
            return null;
        }

        var said = _said.MixKey(point).MixHash(point).MixKey(first).MixKey(HandshakeParts.Agree(_own, point));
        (said, var key) = said.MixKeyAndHash(HandshakeParts.NoPresharedKey);
        return said.Opens(key, packet[44..60]) ? said : null;
    }

    private bool NamesUs(ReadOnlySpan<byte> receiver) => BinaryPrimitives.ReadUInt32LittleEndian(receiver) == _index;

    private byte[] Written(byte[] responder, byte[] body)
    {
        var message = new byte[MessageLength];
        message[0] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(4), _index);
        body.CopyTo(message.AsSpan(8));
        HandshakeParts.Sign(message, Signed, responder);
        return message;
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
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

    /// <summary>The first code is over all before it; the second stays zero, because we never had a cookie.</summary>
    private const int Signed = 116;

    private static readonly SymmetricState Start = SymmetricState.Begin(
        "Noise_IKpsk2_25519_ChaChaPoly_BLAKE2s"u8.ToArray(),
        "WireGuard v1 zx2c4 Jason@zx2c4.com"u8.ToArray()
    );

    private static readonly byte[] MacLabel = "mac1----"u8.ToArray();
    private static readonly byte[] NoPresharedKey = new byte[WireGuardKey.Length];

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
        var said = Start.MixHash(to).MixKey(point).MixHash(point);
        (said, var key) = said.MixKeyForOne(Agreed(ephemeral, to));
        (said, var identity) = said.Seal(key, own.PublicKey.Bytes.ToArray());
        (said, key) = said.MixKeyForOne(Agreed(own, to));
        (_said, var moment) = said.Seal(key, timestamp);
        Message = Written(to, [.. point, .. identity, .. moment]);
    }

    /// <summary>To be sent.</summary>
    public byte[] Message { get; }

    /// <summary>True: it comes from who has the responder's private key and knows us, or is a cookie in place of that.</summary>
    public bool IsAnswer(ReadOnlySpan<byte> packet) =>
        packet.Length switch
        {
            AnswerLength => packet is [2, 0, 0, 0, ..] && NamesUs(packet[8..]) && Opens(packet[12..44], packet[44..60]),
            CookieLength => packet is [3, 0, 0, 0, ..] && NamesUs(packet[4..]),
            _ => false,
        };

    private bool NamesUs(ReadOnlySpan<byte> receiver) => BinaryPrimitives.ReadUInt32LittleEndian(receiver) == _index;

    private bool Opens(ReadOnlySpan<byte> ephemeral, ReadOnlySpan<byte> tag)
    {
        var point = ephemeral.ToArray();
        Span<byte> secret = stackalloc byte[X25519.Length];
        if (!X25519.TryAgree(_ephemeral.PrivateKey.Bytes, point, secret))
        {
            return false;
        }

        var said = _said.MixKey(point).MixHash(point).MixKey(secret.ToArray()).MixKey(Agreed(_own, point));
        (said, var key) = said.MixKeyAndHash(NoPresharedKey);
        return said.Opens(key, tag);
    }

    private byte[] Written(byte[] responder, byte[] body)
    {
        var message = new byte[MessageLength];
        message[0] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(4), _index);
        body.CopyTo(message.AsSpan(8));
        var code = Blake2s.Mac(Blake2s.Hash(MacLabel, responder), message[..Signed]);
        code.CopyTo(message.AsSpan(Signed));
        return message;
    }

    private static byte[] Agreed(WireGuardKeyPair own, byte[] point)
    {
        var secret = new byte[X25519.Length];
        return X25519.TryAgree(own.PrivateKey.Bytes, point, secret)
            ? secret
            : throw new CryptographicException("The other's key is none.");
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using Holdfast.Node.WireGuard.Probing;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Bench.Takeovers.Simulated;

/// <summary>One session of a simulated client: what a handshake gave (WireGuard's paper, section 5.4.5 and 5.4.6).</summary>
/// <param name="own">Names the session to us.</param>
/// <param name="other">Names the session to the server.</param>
internal sealed class TransportKeys(uint own, uint other, byte[] send, byte[] receive) : IDisposable
{
    private const int Header = 16;
    private const int Tag = 16;

    private readonly ChaCha20Poly1305 _send = new(send);
    private readonly ChaCha20Poly1305 _receive = new(receive);
    private ulong _counter;

    public uint Own => own;

    /// <param name="chain">After the second message.</param>
    public static TransportKeys OfInitiator(byte[] chain, uint own, uint other)
    {
        var (first, second) = Split(chain);
        return new(own, other, first, second);
    }

    /// <inheritdoc cref="OfInitiator"/>
    public static TransportKeys OfResponder(byte[] chain, uint own, uint other)
    {
        var (first, second) = Split(chain);
        return new(own, other, second, first);
    }

    /// <param name="packet">Of a length that 16 divides; empty: a keepalive.</param>
    public byte[] Seal(ReadOnlySpan<byte> packet)
    {
        var message = new byte[Header + packet.Length + Tag];
        message[0] = 4;
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(4), other);
        BinaryPrimitives.WriteUInt64LittleEndian(message.AsSpan(8), _counter);
        _send.Encrypt(
            NonceOf(_counter++),
            packet,
            message.AsSpan(Header, packet.Length),
            message.AsSpan(Header + packet.Length)
        );
        return message;
    }

    /// <returns>Null: it is not of this session.</returns>
    public byte[]? Open(ReadOnlySpan<byte> message)
    {
        var packet = new byte[message.Length - Header - Tag];
        try
        {
            _receive.Decrypt(
                NonceOf(BinaryPrimitives.ReadUInt64LittleEndian(message[8..])),
                message[Header..^Tag],
                message[^Tag..],
                packet
            );
            return packet;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _send.Dispose();
        _receive.Dispose();
    }

    private static (byte[] First, byte[] Second) Split(byte[] chain)
    {
        var (state, second) = new SymmetricState(chain, []).MixKeyForOne([]);
        return (state.Chain, second);
    }

    private static byte[] NonceOf(ulong counter)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(nonce.AsSpan(4), counter);
        return nonce;
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Holdfast.Node.OpenVpn.Probing;

/// <summary>
/// OpenVPN's <c>tls-crypt</c> in one direction. A sealed control packet is
/// <code>
/// 1   opcode (upper 5 bits), key id (lower 3)    authenticated
/// 8   session id of the sender                   authenticated
/// 4   packet id, for replay protection           authenticated
/// 4   time, in Unix seconds                      authenticated
/// 32  HMAC-SHA256 over the above and the plain rest
/// ..  the rest, AES-256-CTR; its first counter block is the first half of the HMAC
/// </code>
/// </summary>
/// <param name="cipherKey">32 bytes.</param>
/// <param name="codeKey">32 bytes.</param>
internal sealed class TlsCryptSeal(byte[] cipherKey, byte[] codeKey)
{
    public const int HeaderLength = 17;
    public const int Overhead = HeaderLength + CodeLength;
    public const int KeyLength = 32;

    private const int CodeLength = HMACSHA256.HashSizeInBytes;
    private const int BlockLength = 16;

    public byte[] Seal(ReadOnlySpan<byte> header, ReadOnlySpan<byte> plain)
    {
        var code = Code(header, plain);
        return [.. header, .. code, .. Turn(code, plain)];
    }

    /// <returns>The plain rest; null: the packet is not sealed with these keys.</returns>
    public byte[]? Open(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < Overhead)
        {
            return null;
        }

        var code = packet[HeaderLength..Overhead];
        var plain = Turn(code, packet[Overhead..]);
        return CryptographicOperations.FixedTimeEquals(code, Code(packet[..HeaderLength], plain)) ? plain : null;
    }

    private byte[] Code(ReadOnlySpan<byte> header, ReadOnlySpan<byte> plain) =>
        HMACSHA256.HashData(codeKey, (byte[])[.. header, .. plain]);

    /// <summary>Counter mode, which .NET lacks: both ways are the same.</summary>
    private byte[] Turn(ReadOnlySpan<byte> code, ReadOnlySpan<byte> text)
    {
        using var cipher = Aes.Create();
        cipher.Key = cipherKey;
        var counter = BinaryPrimitives.ReadUInt128BigEndian(code);
        var stream = new byte[(text.Length + BlockLength - 1) / BlockLength * BlockLength];
        for (var at = 0; at < stream.Length; at += BlockLength)
        {
            BinaryPrimitives.WriteUInt128BigEndian(stream.AsSpan(at), unchecked(counter++));
        }

        cipher.EncryptEcb(stream, stream, PaddingMode.None);
        return Mixed(stream, text);
    }

    private static byte[] Mixed(byte[] stream, ReadOnlySpan<byte> text)
    {
        var mixed = new byte[text.Length];
        for (var i = 0; i < mixed.Length; i++)
        {
            mixed[i] = (byte)(stream[i] ^ text[i]);
        }

        return mixed;
    }
}

using System.Buffers.Binary;

namespace Holdfast.Node.OpenVpn.Probing;

/// <summary>
/// A client's first packet, and the server's answer to it (OpenVPN's wire protocol: P_CONTROL_HARD_RESET_CLIENT_V2 and _SERVER_V2, both
/// under <c>tls-crypt</c>). What is sealed of the one is
/// <code>
/// 1   number of acknowledgements
/// 4n  packet numbers that are acknowledged
/// 8   session id of the other; only where n > 0
/// 4   number of this packet
/// ..  of the answer: what later versions add
/// </code>
/// Pure: sockets and clocks are the caller's.
/// </summary>
internal sealed class ClientReset
{
    /// <summary>Bytes of the message.</summary>
    public const int MessageLength = TlsCryptSeal.Overhead + 1 + NumberLength;

    public const int SessionLength = 8;

    /// <summary>More than any answer has. Arbitrary, may be increased.</summary>
    public const int LongestAnswer = 2048;

    private const byte FromClient = 7 << 3;
    private const byte FromServer = 8 << 3;
    private const int NumberLength = 4;

    /// <summary>Of acknowledgements in one packet, as OpenVPN has it.</summary>
    private const int MostAcknowledged = 8;

    private readonly ClientSeals _seals;
    private readonly byte[] _session;

    /// <param name="session">New for each question.</param>
    /// <param name="seconds">Unix time. The server only compares it with others of the same session.</param>
    public ClientReset(ClientSeals seals, byte[] session, uint seconds)
    {
        (_seals, _session) = (seals, session);
        Span<byte> header = stackalloc byte[TlsCryptSeal.HeaderLength];
        header[0] = FromClient;
        session.CopyTo(header[1..]);
        BinaryPrimitives.WriteUInt32BigEndian(header[(1 + SessionLength)..], 1);
        BinaryPrimitives.WriteUInt32BigEndian(header[(1 + SessionLength + NumberLength)..], seconds);
        Message = seals.ToServer.Seal(header, stackalloc byte[1 + NumberLength]);
    }

    /// <summary>To be sent.</summary>
    public byte[] Message { get; }

    /// <summary>True: it comes from who has the key, and is an answer to <see cref="Message"/>.</summary>
    public bool IsAnswer(ReadOnlySpan<byte> packet) =>
        packet.Length <= LongestAnswer
        && packet is [FromServer, ..]
        && _seals.FromServer.Open(packet) is { } plain
        && Acknowledges(plain);

    private bool Acknowledges(ReadOnlySpan<byte> plain)
    {
        if (plain is not [> 0 and <= MostAcknowledged, ..])
        {
            return false;
        }

        var numbers = NumberLength * plain[0];
        var rest = plain[1..];
        return rest.Length >= numbers + SessionLength + NumberLength
            && HasZero(rest[..numbers])
            && rest.Slice(numbers, SessionLength).SequenceEqual(_session);
    }

    /// <summary>The number of our packet.</summary>
    private static bool HasZero(ReadOnlySpan<byte> numbers)
    {
        for (; numbers.Length > 0; numbers = numbers[NumberLength..])
        {
            if (BinaryPrimitives.ReadUInt32BigEndian(numbers) == 0)
            {
                return true;
            }
        }

        return false;
    }
}

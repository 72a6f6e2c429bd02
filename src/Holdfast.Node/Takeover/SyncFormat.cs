using System.Buffers.Binary;
using System.Net;

namespace Holdfast.Node.Takeover;

/// <summary>The inside of a datagram as bytes. Any bytes are read to a message or to null.</summary>
internal static class SyncFormat
{
    /// <summary>With seal and headers a datagram fits into 1280 bytes, which every network carries.</summary>
    public const int MostClients = 30;

    public const int HeaderLength = 1 + 8 + 8 + 4 + 1;
    public const int ClientLength = 16 + 16 + 2 + 4;
    public const int MaximumLength = HeaderLength + (MostClients * ClientLength);

    /// <summary>What was longer ago matters to nobody.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(10);

    public static byte[] Write(SyncMessage message)
    {
        if (message.Clients.Count > MostClients)
        {
            throw new ArgumentException("Too many clients for a datagram.", nameof(message));
        }

        var bytes = new byte[HeaderLength + (message.Clients.Count * ClientLength)];
        bytes[0] = message.Member;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), Microseconds(message.SentAt));
        BinaryPrimitives.WriteInt64BigEndian(
            bytes.AsSpan(9),
            message.HeardSentAt is { } heard ? Microseconds(heard) : 0
        );
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(17), Saturated(message.HeardBefore.TotalMicroseconds));
        bytes[21] = (byte)message.Clients.Count;
        for (var i = 0; i < message.Clients.Count; i++)
        {
            Write(bytes.AsSpan(HeaderLength + (i * ClientLength)), message.Clients[i]);
        }

        return bytes;
    }

    public static SyncMessage? Read(ReadOnlySpan<byte> bytes)
    {
        if (
            bytes.Length < HeaderLength
            || bytes[0] == 0
            || bytes[21] > MostClients
            || bytes.Length != HeaderLength + (bytes[21] * ClientLength)
            || Time(bytes[1..]) is not { } sent
            || Time(bytes[9..]) is not { } heard
        )
        {
            return null;
        }

        var clients = new List<ClientPlace>(bytes[21]);
        for (var rest = bytes[HeaderLength..]; rest.Length > 0; rest = rest[ClientLength..])
        {
            if (ReadClient(rest) is not { } client)
            {
                return null;
            }

            clients.Add(client);
        }

        return new SyncMessage
        {
            Member = bytes[0],
            SentAt = sent,
            HeardSentAt = heard == DateTimeOffset.UnixEpoch ? null : heard,
            HeardBefore = TimeSpan.FromMicroseconds(BinaryPrimitives.ReadUInt32BigEndian(bytes[17..])),
            Clients = clients,
        };
    }

    private static void Write(Span<byte> bytes, ClientPlace client)
    {
        client.ConfigurationId.TryWriteBytes(bytes, bigEndian: true, out _);
        client.Endpoint.Address.MapToIPv6().TryWriteBytes(bytes[16..], out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[32..], (ushort)client.Endpoint.Port);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[34..], Saturated(client.Idle.TotalMilliseconds));
    }

    private static ClientPlace? ReadClient(ReadOnlySpan<byte> bytes)
    {
        var port = BinaryPrimitives.ReadUInt16BigEndian(bytes[32..]);
        var idle = TimeSpan.FromMilliseconds(BinaryPrimitives.ReadUInt32BigEndian(bytes[34..]));
        var address = new IPAddress(bytes[16..32]);
        return port == 0 || idle > LongestIdle
            ? null
            : new(new Guid(bytes[..16], bigEndian: true), new(Plain(address), port), idle);
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>
    /// Whether another machine can use it: a link-local address means something only with its interface, and a loopback one (WireGuard
    /// inside TCP) only here.
    /// </summary>
    public static bool CanTell(IPEndPoint endpoint) =>
        endpoint is { Port: > 0, Address.IsIPv6LinkLocal: false } && !IPAddress.IsLoopback(endpoint.Address);

    /// <summary>As exact as it can be told.</summary>
    public static DateTimeOffset Cut(DateTimeOffset time) =>
        DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(Microseconds(time));

    private static uint Saturated(double value) => (uint)Math.Clamp(value, 0, uint.MaxValue);

    private static long Microseconds(DateTimeOffset time) =>
        (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Null: before 1970 or after 9999.</summary>
    private static DateTimeOffset? Time(ReadOnlySpan<byte> bytes)
    {
        var microseconds = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var most = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return microseconds < 0 || microseconds > most
            ? null
            : DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(microseconds);
    }
}

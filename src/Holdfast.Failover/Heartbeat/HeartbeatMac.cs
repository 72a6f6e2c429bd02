using System.Security.Cryptography;

namespace Holdfast.Failover.Heartbeat;

/// <summary>
/// HMAC-SHA256 over a pseudo-header, the VRRP message with its checksum read as 0, and the trailer before its MAC. The destination is
/// left out, so that one packet may go to several members. The pseudo-header:
/// <code>
///  0 family, 4 or 6   1 VRRP version   2 VRID   3 carrier: 0 IP, 1 UDP
///  4 source address, IPv4 padded with zeros; all zeros in UDP, where it may be translated
/// 20 group id, as in RFC 9562
/// </code>
/// </summary>
internal static class HeartbeatMac
{
    private const int PseudoLength = 36;
    private const int MaximumInput = PseudoLength + VrrpFormat.MaximumLength + TrailerFormat.MacOffset;

    public static void Compute(
        HeartbeatKey key,
        HeartbeatPolicy policy,
        PacketPath path,
        ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> trailer,
        Span<byte> mac
    )
    {
        Span<byte> buffer = stackalloc byte[MaximumInput];
        var input = buffer[..(PseudoLength + message.Length + TrailerFormat.MacOffset)];
        WritePseudoHeader(policy, path, input);
        message.CopyTo(input[PseudoLength..]);
        input.Slice(PseudoLength + VrrpFormat.ChecksumOffset, 2).Clear();
        trailer[..TrailerFormat.MacOffset].CopyTo(input[(PseudoLength + message.Length)..]);
        HMACSHA256.HashData(key.Secret, input, mac);
    }

    public static bool IsRight(
        HeartbeatKey key,
        HeartbeatPolicy policy,
        PacketPath path,
        ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> trailer
    )
    {
        Span<byte> mac = stackalloc byte[TrailerFormat.MacLength];
        Compute(key, policy, path, message, trailer, mac);
        return CryptographicOperations.FixedTimeEquals(mac, trailer[TrailerFormat.MacOffset..]);
    }

    private static void WritePseudoHeader(HeartbeatPolicy policy, PacketPath path, Span<byte> into)
    {
        into[..PseudoLength].Clear();
        into[0] = (byte)path.Family;
        into[1] = VrrpFormat.Version;
        into[2] = policy.Vrid;
        into[3] = path.Carrier == Carrier.Udp ? (byte)1 : (byte)0;
        if (path.Carrier != Carrier.Udp)
        {
            path.Source.CopyTo(into[4..]);
        }

        policy.GroupId.TryWriteBytes(into[20..], bigEndian: true, out _);
    }
}

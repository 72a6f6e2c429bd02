using System.Buffers.Binary;
using System.Net;

namespace Holdfast.Failover.Heartbeat;

/// <summary>Writes a VRRP message, RFC 9568 section 5.</summary>
internal static class VrrpWriter
{
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentException">The message cannot be sent so: a bug of the caller.</exception>
    public static int Write(VrrpMessage message, PacketPath path, ChecksumKind checksum, Span<byte> into)
    {
        Check(message, path.Family);
        var length = VrrpFormat.HeaderLength + (message.Addresses.Count * VrrpFormat.AddressLength(path.Family));
        var bytes = into[..length];
        WriteHeader(message, bytes);
        WriteAddresses(message.Addresses, bytes[VrrpFormat.HeaderLength..]);
        BinaryPrimitives.WriteUInt16BigEndian(
            bytes[VrrpFormat.ChecksumOffset..],
            VrrpChecksum.Of(bytes, path, checksum)
        );
        return length;
    }

    private static void WriteHeader(VrrpMessage message, Span<byte> bytes)
    {
        bytes[0] = (byte)((VrrpFormat.Version << 4) | (int)message.Kind);
        bytes[1] = message.Vrid;
        bytes[2] = message.Priority;
        bytes[3] = (byte)message.Addresses.Count;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)message.Centiseconds);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[VrrpFormat.ChecksumOffset..], 0);
    }

    private static void WriteAddresses(IReadOnlyList<IPAddress> addresses, Span<byte> bytes)
    {
        foreach (var address in addresses)
        {
            address.TryWriteBytes(bytes, out var written);
            bytes = bytes[written..];
        }
    }

    private static void Check(VrrpMessage message, IpFamily family)
    {
        if (
            message.Vrid == 0
            || message.Centiseconds is < 1 or > VrrpFormat.MaximumCentiseconds
            || message.Addresses.Count is 0 or > VrrpFormat.MaximumSentAddresses
        )
        {
            throw new ArgumentException("A number is outside of what VRRP can say.", nameof(message));
        }

        var length = VrrpFormat.AddressLength(family);
        if (message.Addresses.Any(address => address.GetAddressBytes().Length != length))
        {
            throw new ArgumentException("The addresses are not of the packet's family.", nameof(message));
        }

        // Erratum 8300: other routers take the first one for the link-local address.
        if (family == IpFamily.V6 && !message.Addresses[0].IsIPv6LinkLocal)
        {
            throw new ArgumentException("The first IPv6 address must be link-local.", nameof(message));
        }
    }
}

using System.Buffers.Binary;
using System.Net;

namespace Holdfast.Failover.Heartbeat;

/// <summary>The fixed part of a message that was found good. Costs no allocation, so that a flood costs little.</summary>
internal readonly record struct VrrpHeader(
    VrrpKind Kind,
    byte Vrid,
    byte Priority,
    int Centiseconds,
    int AddressCount,
    IpFamily Family
)
{
    /// <summary>Of the message without what may stand behind it.</summary>
    public int MessageLength => VrrpFormat.HeaderLength + (AddressCount * VrrpFormat.AddressLength(Family));

    /// <param name="bytes">At least <see cref="VrrpFormat.HeaderLength"/>.</param>
    public static VrrpHeader Take(ReadOnlySpan<byte> bytes, IpFamily family) =>
        new(
            (VrrpKind)(bytes[0] & 0x0f),
            bytes[1],
            bytes[2],
            BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]) & VrrpFormat.MaximumCentiseconds,
            bytes[3],
            family
        );

    public VrrpMessage WithAddresses(ReadOnlySpan<byte> message)
    {
        var length = VrrpFormat.AddressLength(Family);
        var addresses = new IPAddress[AddressCount];
        for (var i = 0; i < addresses.Length; i++)
        {
            addresses[i] = new IPAddress(message.Slice(VrrpFormat.HeaderLength + (i * length), length));
        }

        return new VrrpMessage(Kind, Vrid, Priority, Centiseconds, addresses);
    }
}

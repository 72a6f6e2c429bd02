using System.Buffers.Binary;
using System.Net;

namespace Holdfast.Node.OpenVpn.Configuration;

internal static class Netmask
{
    /// <summary>The dotted mask of an IPv4 network.</summary>
    public static IPAddress Of(IPNetwork network)
    {
        Span<byte> bytes = stackalloc byte[4];
        var mask = network.PrefixLength == 0 ? 0 : uint.MaxValue << (32 - network.PrefixLength);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, mask);
        return new IPAddress(bytes);
    }
}

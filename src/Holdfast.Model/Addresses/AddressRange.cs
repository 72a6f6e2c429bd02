using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Holdfast.Model.Addresses;

/// <summary>Neighbouring addresses of one family as numbers, both ends included, so that the last address of IPv6 has a place.</summary>
internal readonly record struct AddressRange(AddressFamily Family, UInt128 First, UInt128 Last)
{
    public static AddressRange Of(IPNetwork network)
    {
        var family = network.BaseAddress.AddressFamily;
        var first = Number(network.BaseAddress);
        var hostBits = Bits(family) - network.PrefixLength;
        return new(family, first, first | Ones(hostBits));
    }

    /// <summary>The fewest networks that together are this range, in order.</summary>
    public IEnumerable<IPNetwork> ToNetworks()
    {
        var first = First;
        while (true)
        {
            var hostBits = LargestBlockAt(first);
            yield return new IPNetwork(Address(first), Bits(Family) - hostBits);
            var last = first | Ones(hostBits);
            if (last == Last)
            {
                yield break;
            }

            first = last + 1;
        }
    }

    /// <summary>Host bits of the largest network that begins at an address and ends inside the range.</summary>
    private int LargestBlockAt(UInt128 first)
    {
        var aligned = Math.Min(Bits(Family), (int)UInt128.TrailingZeroCount(first));
        while ((first | Ones(aligned)) > Last)
        {
            aligned--;
        }

        return aligned;
    }

    private static int Bits(AddressFamily family) => family == AddressFamily.InterNetwork ? 32 : 128;

    private static UInt128 Ones(int count) => count == 128 ? UInt128.MaxValue : (UInt128.One << count) - 1;

    private static UInt128 Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private IPAddress Address(UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(Family == AddressFamily.InterNetwork ? bytes[12..] : bytes);
    }
}

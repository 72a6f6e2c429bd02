using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace Holdfast.Model.Addresses;

/// <summary>
/// A network from which clients get addresses. The first host is the gateway; slot 0 is the host after it.
/// Slots number the places for clients, so that one number stands for an address in each family.
/// </summary>
public readonly record struct AddressPool(IPNetwork Network)
{
    /// <summary>More slots than this are not used, however large the network is (an IPv6 /64 has more hosts than we can count).</summary>
    public const int MaximumSlots = 1 << 20;

    private int HostBits =>
        (Network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) - Network.PrefixLength;

    public IPAddress Gateway => HostAt(1);

    /// <summary>How many clients fit: all hosts but network, gateway and, in IPv4, broadcast.</summary>
    public int Slots
    {
        get
        {
            var reserved = Network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 3 : 2;
            return HostBits >= 21 ? MaximumSlots : Math.Max(0, (1 << HostBits) - reserved);
        }
    }

    /// <param name="slot">0 to <see cref="Slots"/> - 1.</param>
    public IPAddress AddressOf(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Slots);
        return HostAt(slot + 2);
    }

    /// <summary>The slot of an address, or null when it is the gateway or outside the pool.</summary>
    public int? SlotOf(IPAddress address)
    {
        if (!Network.Contains(address))
        {
            return null;
        }

        var slot = Number(address) - Number(Network.BaseAddress) - 2;
        return slot >= 0 && slot < Slots ? (int)slot : null;
    }

    /// <summary>Cuts the pool into equal parts, a power of two of them; part <paramref name="index"/> of <paramref name="count"/>.</summary>
    public AddressPool Part(int index, int count)
    {
        if (!BitOperations.IsPow2(count) || index < 0 || index >= count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), "A pool is cut into a power of two of parts.");
        }

        var bits = BitOperations.Log2((uint)count);
        if (bits > HostBits)
        {
            throw new ArgumentOutOfRangeException(nameof(count), "The pool has fewer addresses than parts.");
        }

        var size = BigInteger.One << (HostBits - bits);
        return new(
            new IPNetwork(FromNumber(Number(Network.BaseAddress) + (index * size)), Network.PrefixLength + bits)
        );
    }

    /// <param name="host">0 is the address of the network itself.</param>
    internal IPAddress HostAt(int host) => FromNumber(Number(Network.BaseAddress) + host);

    /// <summary>The opposite of <see cref="HostAt"/>.</summary>
    internal BigInteger HostOf(IPAddress address) => Number(address) - Number(Network.BaseAddress);

    private static BigInteger Number(IPAddress address) =>
        new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);

    private IPAddress FromNumber(BigInteger number)
    {
        Span<byte> bytes = stackalloc byte[Network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 4 : 16];
        bytes.Clear();
        var length = number.GetByteCount(isUnsigned: true);
        number.TryWriteBytes(bytes[(bytes.Length - length)..], out _, isUnsigned: true, isBigEndian: true);
        return new IPAddress(bytes);
    }
}

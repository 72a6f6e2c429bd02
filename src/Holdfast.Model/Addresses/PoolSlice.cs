using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace Holdfast.Model.Addresses;

/// <summary>
/// A run of hosts of a pool: the part of one node. Its size is a power of two and its first host a multiple of that, so that it is a
/// network in both families. Its first host is a gateway, and the one behind that has the slot <see cref="First"/>.
/// </summary>
/// <param name="First">Hosts before it in the pool.</param>
/// <param name="Size">Hosts, with network, gateway and broadcast.</param>
public readonly record struct PoolSlice(int First, int Size)
{
    /// <summary>Five clients.</summary>
    public const int SmallestSize = 8;

    /// <summary>Network, gateway and, in IPv4, broadcast.</summary>
    private const int Reserved = 3;

    /// <summary>How many clients fit.</summary>
    public int Slots => Math.Max(0, Size - Reserved);

    public PoolSlice LowerHalf => this with { Size = Size / 2 };

    public PoolSlice UpperHalf => new(First + (Size / 2), Size / 2);

    /// <summary>All that can be numbered in both pools of a service.</summary>
    public static PoolSlice WholeOf(IPNetwork pool4, IPNetwork pool6) => new(0, Math.Min(SizeOf(pool4), SizeOf(pool6)));

    /// <summary>The smallest size in which so many clients fit.</summary>
    public static int SizeFor(int clients) =>
        Math.Max(SmallestSize, (int)BitOperations.RoundUpToPowerOf2((uint)(clients + Reserved)));

    /// <returns>Null: the network is not inside what can be numbered of the pools, or too small.</returns>
    public static PoolSlice? Of(IPNetwork network, IPNetwork pool4, IPNetwork pool6)
    {
        if (
            network.BaseAddress.AddressFamily != AddressFamily.InterNetwork
            || pool4.BaseAddress.AddressFamily != AddressFamily.InterNetwork
            || !PrefixArithmetic.Contains(pool4, network)
        )
        {
            return null;
        }

        var first = new AddressPool(pool4).HostOf(network.BaseAddress);
        var end = first + SizeOf(network);
        return SizeOf(network) >= SmallestSize && end <= WholeOf(pool4, pool6).Size
            ? new((int)first, SizeOf(network))
            : null;
    }

    public bool Overlaps(PoolSlice other) => First < other.First + other.Size && other.First < First + Size;

    /// <summary>The slice as a network of a pool; the whole of a pool is the pool, also where it has more hosts than can be numbered.</summary>
    public IPNetwork In(IPNetwork pool, PoolSlice whole) =>
        this == whole ? pool : new(new AddressPool(pool).HostAt(First), BitsOf(pool) - BitOperations.Log2((uint)Size));

    private static int SizeOf(IPNetwork pool) =>
        (int)BigInteger.Min(AddressPool.MaximumSlots, BigInteger.One << (BitsOf(pool) - pool.PrefixLength));

    private static int BitsOf(IPNetwork pool) =>
        pool.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
}

using System.Net.Sockets;
using System.Runtime.InteropServices;
using Holdfast.Linux.Interop;
using Holdfast.Linux.Netlink;

namespace Holdfast.Linux.Network;

/// <summary>The addresses of a link, over rtnetlink.</summary>
internal sealed class AddressTable(NetlinkSocket socket)
{
    private const ushort NewAddress = 20;
    private const ushort DeleteAddress = 21;
    private const ushort GetAddress = 22;

    /// <summary>An address of ours is used at once; the test whether another host has it takes a second and is for shared networks.</summary>
    private const uint NoDuplicateDetection = 0x02;

    /// <summary>Whoever adds the address sees to its routes.</summary>
    private const uint NoPrefixRoute = 0x200;

    /// <summary>Only those of global scope: link-local ones are the kernel's business.</summary>
    public IReadOnlyList<AddressWithPrefix> List(int linkIndex)
    {
        var addresses = new List<AddressWithPrefix>();
        var request = new NetlinkRequest(GetAddress, NetlinkFlags.Dump).Fixed(default(AddressMessage));
        socket.Dump(request, addresses.Clear, message => Add(addresses, linkIndex, message));
        return addresses;
    }

    /// <summary>No error when it is there already.</summary>
    public void Add(int linkIndex, AddressWithPrefix address)
    {
        const int flags = NetlinkFlags.Create | NetlinkFlags.Replace;
        var request = Request(NewAddress, flags, linkIndex, address);
        if (address.Address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            request.Attribute(AddressReader.FlagsAttribute, NoDuplicateDetection);
        }

        socket.Execute(request);
    }

    /// <summary>Adds the address for a time, or gives one that is there that time from now on.</summary>
    /// <param name="seconds">After them the kernel removes it.</param>
    public void Lease(int linkIndex, AddressWithPrefix address, uint seconds)
    {
        const int flags = NetlinkFlags.Create | NetlinkFlags.Replace;
        // One of IPv6 that is no longer preferred is taken only by those who ask for it; IPv4 knows no such thing for host addresses.
        var preferred = address.Address.AddressFamily == AddressFamily.InterNetworkV6 ? 0 : seconds;
        socket.Execute(
            Request(NewAddress, flags, linkIndex, address)
                .Attribute(AddressReader.FlagsAttribute, NoDuplicateDetection | NoPrefixRoute)
                .Attribute(AddressReader.LifeAttribute, new AddressLife { Preferred = preferred, Valid = seconds })
        );
    }

    /// <summary>No error when it has gone already: the kernel removes the secondary addresses of a subnet together with the first.</summary>
    public void Remove(int linkIndex, AddressWithPrefix address) =>
        socket.TryExecute(Request(DeleteAddress, 0, linkIndex, address), [Errno.AddressNotAvailable]);

    private static NetlinkRequest Request(ushort type, int flags, int linkIndex, AddressWithPrefix address)
    {
        var bytes = address.Address.GetAddressBytes();
        var header = new AddressMessage
        {
            Family = AddressFamilies.Of(address.Address),
            PrefixLength = checked((byte)address.PrefixLength),
            LinkIndex = linkIndex,
        };
        return new NetlinkRequest(type, (ushort)(flags | NetlinkFlags.Acknowledge))
            .Fixed(header)
            .Attribute(AddressReader.LocalAttribute, bytes)
            .Attribute(AddressReader.AddressAttribute, bytes);
    }

    private static void Add(List<AddressWithPrefix> addresses, int linkIndex, NetlinkMessage message)
    {
        if (message.Type == NewAddress && AddressReader.Read(message.Payload, linkIndex) is { } address)
        {
            addresses.Add(address);
        }
    }

    /// <summary><c>struct ifaddrmsg</c></summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct AddressMessage
    {
        public byte Family { get; init; }

        public byte PrefixLength { get; init; }

        public byte Flags { get; init; }

        public byte Scope { get; init; }

        public int LinkIndex { get; init; }
    }

    /// <summary><c>struct ifa_cacheinfo</c>; seconds.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct AddressLife
    {
        public uint Preferred { get; init; }

        public uint Valid { get; init; }

        public uint Created { get; init; }

        public uint Updated { get; init; }
    }
}

using System.Net;
using System.Net.Sockets;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;

namespace Holdfast.Linux.VirtualAddresses;

/// <summary>
/// Addresses on a link that the kernel removes by itself unless they are held anew: those of a process that died or froze are gone soon.
/// They belong to the network namespace of the thread that made this object. Failures are <see cref="NetlinkException"/>. Not for several
/// threads.
/// </summary>
public sealed class LeasedAddresses : IDisposable
{
    private readonly NetlinkSocket _socket = NetlinkSocket.Open(NetlinkProtocol.Route);
    private readonly LinkTable _links;
    private readonly AddressTable _addresses;

    public LeasedAddresses()
    {
        _links = new LinkTable(_socket);
        _addresses = new AddressTable(_socket);
    }

    /// <summary>
    /// Adds the address without asking whether another host has it, or lengthens its life. It brings no route with it, and an IPv6 one is
    /// no source for what does not ask for it.
    /// </summary>
    /// <param name="life">From now; rounded up to seconds, which is what the kernel counts.</param>
    public void Hold(string link, IPAddress address, TimeSpan life) =>
        _addresses.Lease(_links.Get(link).Index, HostOnly(address), (uint)Math.Ceiling(life.TotalSeconds));

    /// <summary>No error when address or link are gone already.</summary>
    public void Drop(string link, IPAddress address)
    {
        if (_links.Find(link) is { } found)
        {
            _addresses.Remove(found.Index, HostOnly(address));
        }
    }

    public void Dispose() => _socket.Dispose();

    private static AddressWithPrefix HostOnly(IPAddress address) =>
        new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
}

using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Holdfast.Linux.Neighbours;

/// <summary>Tells the neighbours where addresses are now. Made beforehand, so that a takeover only has to send.</summary>
public sealed class Announcement
{
    private readonly IReadOnlyList<byte[]> _frames;

    public Announcement(PhysicalAddress mac, IEnumerable<IPAddress> addresses) =>
        _frames = [.. addresses.SelectMany(address => Frames(mac, address))];

    /// <returns>False: not everything could be sent.</returns>
    public bool TrySend(LinkPort port)
    {
        var sent = true;
        foreach (var frame in _frames)
        {
            sent &= port.TrySend(frame);
        }

        return sent;
    }

    private static IEnumerable<byte[]> Frames(PhysicalAddress mac, IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork
            ? [ArpFrame.Gratuitous(mac, address, asReply: false), ArpFrame.Gratuitous(mac, address, asReply: true)]
            : [NeighbourFrame.Unsolicited(mac, address)];
}

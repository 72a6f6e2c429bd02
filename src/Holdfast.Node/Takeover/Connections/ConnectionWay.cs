using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Holdfast.Model.Failover;

namespace Holdfast.Node.Takeover.Connections;

/// <summary>Between which addresses two nodes tell each other of the connections that they translate.</summary>
/// <param name="Link">The interface of this machine that has <paramref name="Own"/>.</param>
/// <param name="Port">UDP, on both.</param>
public sealed record ConnectionWay(string Link, IPAddress Own, IPAddress Other, int Port)
{
    /// <summary>
    /// The last heartbeat path, which is the inside one where there are two: what is said there is not signed.
    /// </summary>
    /// <returns>Null: there is not exactly one other node, or now no way to it.</returns>
    public static ConnectionWay? To(IReadOnlyList<OtherMember> others, int port)
    {
        if (others is not [{ Addresses: [.., var other] }])
        {
            return null;
        }

        try
        {
            using var probe = new Socket(other.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            // Sends nothing: the kernel only says from where it would.
            probe.Connect(other, port);
            var own = ((IPEndPoint)probe.LocalEndPoint!).Address;
            return LinkOf(own) is { } link ? new ConnectionWay(link, own, other, port) : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static string? LinkOf(IPAddress address) =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .FirstOrDefault(link => link.GetIPProperties().UnicastAddresses.Any(one => one.Address.Equals(address)))
            ?.Name;
}

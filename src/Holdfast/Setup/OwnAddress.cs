using System.Net;
using System.Net.Sockets;

namespace Holdfast.Setup;

/// <summary>The address that this machine would use to talk to the rest of the world.</summary>
internal static class OwnAddress
{
    /// <summary>For documentation, RFC 5737 and RFC 3849: nobody has them, and nothing is sent there.</summary>
    private static readonly IPAddress[] Elsewhere = [IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")];

    /// <summary>Null: it has no way out.</summary>
    public static string? Find() =>
        Elsewhere.Select(Towards).FirstOrDefault(address => address is not null)?.ToString();

    private static IPAddress? Towards(IPAddress elsewhere)
    {
        try
        {
            using var socket = new Socket(elsewhere.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            // Connecting a UDP socket sends nothing; the kernel chooses the source by its routes.
            socket.Connect(new IPEndPoint(elsewhere, 9));
            return (socket.LocalEndPoint as IPEndPoint)?.Address;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}

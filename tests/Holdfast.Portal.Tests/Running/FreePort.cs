using System.Net;
using System.Net.Sockets;

namespace Holdfast.Portal.Tests.Running;

internal static class FreePort
{
    /// <summary>Free a moment ago; the kernel gives other callers other ones.</summary>
    public static int Next()
    {
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

using System.Net.Sockets;

namespace Holdfast.Link.Listening;

/// <summary>A process that was killed leaves its socket file behind, and bind(2) refuses a name that exists.</summary>
internal static class StaleSocket
{
    /// <summary>Removes the file when nobody listens there. Somebody who does keeps it, and our own bind then fails.</summary>
    public static void Remove(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
        }
    }
}

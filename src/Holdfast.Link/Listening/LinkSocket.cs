using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Holdfast.Link.Listening;

/// <summary>The Unix socket on which a node listens.</summary>
internal static class LinkSocket
{
    /// <summary>The portal is another user. TLS decides who may come, the folder who may reach it.</summary>
    private const UnixFileMode Everybody =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite;

    /// <summary>Makes Kestrel bind Unix sockets by <see cref="Bind"/>, and everything else as before.</summary>
    public static void UseFor(KestrelServerOptions kestrel)
    {
        var transport = kestrel.ApplicationServices.GetRequiredService<IOptions<SocketTransportOptions>>().Value;
        var other = transport.CreateBoundListenSocket;
        transport.CreateBoundListenSocket = endPoint =>
            endPoint is UnixDomainSocketEndPoint ? Bind(endPoint) : other(endPoint);
    }

    /// <summary>
    /// Removes the file when nobody listens there: a process that was killed leaves it behind, and bind(2) refuses a name that exists.
    /// Somebody who does listen keeps it, and our own bind fails.
    /// </summary>
    public static void RemoveStale(string path)
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

    private static Socket Bind(EndPoint endPoint)
    {
        var path = endPoint.ToString()!;
        RemoveStale(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(endPoint);
        File.SetUnixFileMode(path, Everybody);
        return socket;
    }
}

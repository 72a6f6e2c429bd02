using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Holdfast.Linux.Processes;

/// <summary>Who is at the other end of a Unix socket: for a server, the process that connected; for a client, the one that listens.</summary>
public readonly record struct PeerCredentials(int ProcessId, uint UserId, uint GroupId)
{
    private const int SocketLevel = 1;
    private const int PeerCredentialsOption = 17;
    private const int Length = 12;

    /// <exception cref="SocketException">It is no connected Unix socket.</exception>
    public static PeerCredentials Of(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[Length];
        socket.GetRawSocketOption(SocketLevel, PeerCredentialsOption, credentials);
        return new PeerCredentials(
            MemoryMarshal.Read<int>(credentials),
            MemoryMarshal.Read<uint>(credentials[4..]),
            MemoryMarshal.Read<uint>(credentials[8..])
        );
    }
}

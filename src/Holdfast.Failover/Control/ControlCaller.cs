using System.Net.Sockets;

namespace Holdfast.Failover.Control;

/// <summary>One connection to the agent's control socket.</summary>
internal sealed class ControlCaller(Socket socket)
{
    /// <summary>A line may be as long; what a reader leaves unread beyond it ends its connection.</summary>
    private const int Unread = Model.Failover.RoleNotice.LongestLine;

    /// <summary>From now on <see cref="TrySay"/> is allowed, and never waits.</summary>
    public void BecomeListener()
    {
        socket.SendBufferSize = Unread;
        socket.Blocking = false;
    }

    /// <returns>False: it does not read, or has hung up.</returns>
    public bool TrySay(ReadOnlySpan<byte> line)
    {
        try
        {
            return socket.Send(line, SocketFlags.None, out _) == line.Length;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Ends the connection; who serves it notices.</summary>
    public void HangUp()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }
    }
}

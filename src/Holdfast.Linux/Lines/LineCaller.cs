using System.Net.Sockets;

namespace Holdfast.Linux.Lines;

/// <summary>One connection to a <see cref="LineServer{TRequest, TAnswer}"/>.</summary>
public sealed class LineCaller
{
    private readonly Socket _socket;

    internal LineCaller(Socket socket) => _socket = socket;

    /// <summary>From now on <see cref="TrySay"/> is allowed, and never waits.</summary>
    /// <param name="unread">Bytes that it may leave unread; what is said beyond them is not taken.</param>
    public void BecomeListener(int unread)
    {
        _socket.SendBufferSize = unread;
        _socket.Blocking = false;
    }

    /// <returns>False: it does not read, or has hung up.</returns>
    public bool TrySay(ReadOnlySpan<byte> line)
    {
        try
        {
            return _socket.Send(line, SocketFlags.None, out _) == line.Length;
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
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }
    }
}

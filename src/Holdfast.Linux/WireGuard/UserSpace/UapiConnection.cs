using System.Net.Sockets;
using Holdfast.Linux.Processes;

namespace Holdfast.Linux.WireGuard.UserSpace;

/// <summary>A connection to the configuration socket of a wireguard-go. One exchange at a time; after a failed one it is good for nothing.</summary>
internal sealed class UapiConnection : IDisposable
{
    /// <summary>Arbitrary limit, may be increased: some 300 000 peers.</summary>
    public const int MaximumAnswer = 128 * 1024 * 1024;

    private readonly Socket _socket;
    private byte[] _buffer = new byte[16 * 1024];

    private UapiConnection(Socket socket, PeerCredentials peer)
    {
        _socket = socket;
        Peer = peer;
    }

    /// <summary>The process that listens there.</summary>
    public PeerCredentials Peer { get; }

    /// <summary>Null when nobody listens at the path.</summary>
    /// <exception cref="DeviceException">Somebody does, but we may not connect.</exception>
    public static async Task<UapiConnection?> TryConnectAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            switch (await ConnectAsync(socket, path, cancel))
            {
                case SocketError.Success:
                    return new UapiConnection(socket, PeerCredentials.Of(socket));
                case var error when NobodyListens(error):
                    socket.Dispose();
                    return null;
                case var error:
                    throw new DeviceException($"Cannot connect to {path}: {new SocketException((int)error).Message}");
            }
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <exception cref="DeviceException">The process has gone or makes no sense.</exception>
    public async Task<UapiAnswer> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        try
        {
            await SendAsync(request, cancel);
            var length = await ReceiveAsync(cancel);
            return UapiAnswer.TryParse(_buffer.AsSpan(0, length), out var answer, out var mistake)
                ? answer
                : throw new DeviceException($"The answer of wireguard-go makes no sense: {mistake}.");
        }
        catch (SocketException failure)
        {
            throw new DeviceException($"The connection to wireguard-go broke: {failure.Message}", failure);
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>
    /// Whoever waits for a start is refused again and again. As exceptions refusals cost much, the first some thirty milliseconds.
    /// </summary>
    private static async Task<SocketError> ConnectAsync(Socket socket, string path, CancellationToken cancel)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var attempt = new SocketAsyncEventArgs();
        attempt.RemoteEndPoint = new UnixDomainSocketEndPoint(path);
        attempt.Completed += (_, _) => done.SetResult();
        if (socket.ConnectAsync(attempt))
        {
            using var cancelled = cancel.Register(() => Socket.CancelConnectAsync(attempt));
            await done.Task;
            cancel.ThrowIfCancellationRequested();
        }

        return attempt.SocketError;
    }

    /// <summary>No socket file, or one that a killed process left behind.</summary>
    private static bool NobodyListens(SocketError error) =>
        error is SocketError.ConnectionRefused or SocketError.AddressNotAvailable or SocketError.ConnectionReset;

    private async Task SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        try
        {
            while (!request.IsEmpty)
            {
                request = request[await _socket.SendAsync(request, cancel)..];
            }
        }
        catch (SocketException failure)
            when (failure.SocketErrorCode is SocketError.Shutdown or SocketError.ConnectionReset)
        {
            // It stops reading at the first mistake and closes, but has said which one before.
        }
    }

    private async Task<int> ReceiveAsync(CancellationToken cancel)
    {
        var length = 0;
        while (!_buffer.AsSpan(0, length).EndsWith(UapiAnswer.End))
        {
            Grow(length);
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancel);
            if (received == 0)
            {
                throw new DeviceException("wireguard-go closed the connection.");
            }

            length += received;
        }

        return length;
    }

    private void Grow(int used)
    {
        if (used < _buffer.Length)
        {
            return;
        }

        if (used >= MaximumAnswer)
        {
            throw new DeviceException("The answer of wireguard-go is too long.");
        }

        Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}

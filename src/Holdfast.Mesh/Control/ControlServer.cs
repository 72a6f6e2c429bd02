using System.Net.Sockets;
using System.Text.Json;
using Holdfast.Model.Json;

namespace Holdfast.Mesh.Control;

/// <summary>Listens on a Unix socket that only the owner may use: one line in, one line out.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    /// <summary>A request is short.</summary>
    private const int LongestLine = 4096;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Socket _socket;
    private readonly string _path;
    private readonly Func<ControlRequest, Task<ControlAnswer>> _obey;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _listening;

    private ControlServer(Socket socket, string path, Func<ControlRequest, Task<ControlAnswer>> obey)
    {
        (_socket, _path, _obey) = (socket, path, obey);
        _listening = ListenAsync();
    }

    /// <exception cref="SocketException">The socket cannot be made.</exception>
    public static ControlServer Start(string path, Func<ControlRequest, Task<ControlAnswer>> obey)
    {
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, OwnerOnly);
            socket.Listen();
            return new ControlServer(socket, path, obey);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _listening;
        _socket.Dispose();
        File.Delete(_path);
        _ending.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _socket.AcceptAsync(_ending.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // We end, or whoever called has hung up.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var answer = Parse(await ReadLineAsync(stream)) is { } request
                ? await _obey(request)
                : new ControlAnswer("The request is not understood.", Status: null);
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(answer, ModelJson.Options), (byte)'\n'];
            await stream.WriteAsync(line, _ending.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // It hung up, or we end.
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadLineAsync(NetworkStream stream)
    {
        var buffer = new byte[LongestLine];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), _ending.Token);
            length += read;
            var end = buffer.AsSpan(0, length).IndexOf((byte)'\n');
            if (end >= 0 || read == 0)
            {
                return buffer.AsMemory(0, Math.Max(end, 0));
            }
        }

        return default;
    }

    private static ControlRequest? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<ControlRequest>(line.Span, ModelJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text.Json;
using Holdfast.Model.Json;

namespace Holdfast.Failover.Control;

/// <summary>
/// Listens on the agent's Unix socket, whose file only its owner and group may use: one line in, one line out, as often as the other side likes.
/// </summary>
internal sealed class ControlServer : IAsyncDisposable
{
    /// <summary>A configuration of eight members fits several times. Arbitrary, may be increased.</summary>
    internal const int LongestLine = 65_536;

    /// <summary>The group is that of the folder, where the node's is set so: the node may speak to an agent that is not root.</summary>
    private const UnixFileMode OwnerAndGroup =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private readonly Socket _socket;
    private readonly string _path;
    private readonly IControlDesk _desk;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _listening;

    private ControlServer(Socket socket, string path, IControlDesk desk)
    {
        (_socket, _path, _desk) = (socket, path, desk);
        _listening = ListenAsync();
    }

    /// <exception cref="SocketException">The socket cannot be made.</exception>
    public static ControlServer Start(string path, IControlDesk desk)
    {
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, OwnerAndGroup);
            socket.Listen();
            return new ControlServer(socket, path, desk);
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
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // Whoever called has hung up.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var caller = new ControlCaller(socket);
        try
        {
            await ServeAsync(stream, caller);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // It hung up, or we end.
        }
        finally
        {
            _desk.Leave(caller);
        }
    }

    private async Task ServeAsync(NetworkStream stream, ControlCaller caller)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        while (await ReadLineAsync(reader) is { } line)
        {
            var answer = Parse(line) is { } request
                ? await _desk.ObeyAsync(request, caller)
                : new ControlAnswer("The request is not understood.", Status: null);
            if (answer is null)
            {
                // Nothing more is expected of a listener but its end.
                _ = await ReadLineAsync(reader);
                return;
            }

            await stream.WriteAsync(
                (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(answer, ModelJson.Options), (byte)'\n'],
                _ending.Token
            );
        }
    }

    /// <returns>Null at the end, or when a line is too long.</returns>
    private async Task<byte[]?> ReadLineAsync(PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync(_ending.Token);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end);
                var bytes = line.Length < LongestLine ? line.ToArray() : null;
                reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return bytes;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted || read.Buffer.Length >= LongestLine)
            {
                return null;
            }
        }
    }

    private static ControlRequest? Parse(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize<ControlRequest>(line, ModelJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

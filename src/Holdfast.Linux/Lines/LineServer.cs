using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text.Json;
using Holdfast.Model.Json;

namespace Holdfast.Linux.Lines;

/// <summary>Listens on a Unix socket for programs of this machine: a line of JSON in, a line out, as often as the other side likes.</summary>
public sealed class LineServer<TRequest, TAnswer> : IAsyncDisposable
    where TRequest : class
    where TAnswer : class
{
    private readonly Socket _socket;
    private readonly string _path;
    private readonly LineRules<TRequest, TAnswer> _rules;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _listening;

    private LineServer(Socket socket, string path, LineRules<TRequest, TAnswer> rules)
    {
        (_socket, _path, _rules) = (socket, path, rules);
        _listening = ListenAsync();
    }

    /// <param name="path">What is left there by a server that died is replaced.</param>
    /// <exception cref="SocketException">The socket cannot be made.</exception>
    public static LineServer<TRequest, TAnswer> Start(string path, LineRules<TRequest, TAnswer> rules)
    {
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, rules.Mode);
            socket.Listen();
            return new(socket, path, rules);
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
        var caller = new LineCaller(socket);
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
            _rules.Leave(caller);
        }
    }

    private async Task ServeAsync(NetworkStream stream, LineCaller caller)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        while (await ReadLineAsync(reader) is { } line)
        {
            if (await _rules.Obey(Parse(line), caller) is not { } answer)
            {
                // Nothing more is expected of a listener but its end.
                _ = await ReadLineAsync(reader);
                return;
            }

            await stream.WriteAsync(Line.Of(answer), _ending.Token);
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
                var bytes = line.Length < _rules.LongestLine ? line.ToArray() : null;
                reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return bytes;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted || read.Buffer.Length >= _rules.LongestLine)
            {
                return null;
            }
        }
    }

    private static TRequest? Parse(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize<TRequest>(line, ModelJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

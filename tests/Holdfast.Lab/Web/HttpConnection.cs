using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Web;

/// <summary>
/// HTTP/1.1 by hand (RFC 9112), because the client libraries of .NET join header lines that a real app sends one by one.
/// One request at a time; the connection is kept alive between them.
/// </summary>
public sealed class HttpConnection : IAsyncDisposable
{
    private readonly Stream stream;
    private readonly Uri origin;

    private HttpConnection(Stream stream, Uri origin)
    {
        this.stream = stream;
        this.origin = origin;
        Reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
    }

    /// <summary>What comes after the head of an answer that switched protocols.</summary>
    internal PipeReader Reader { get; }

    internal Stream Writer => stream;

    public static async Task<HttpConnection> OpenAsync(Host host, Uri origin, CancellationToken cancel) =>
        new(await Tls.ConnectAsync(host, origin, cancel), origin);

    /// <param name="headers">Each becomes a line of its own. Host and Content-Length are added.</param>
    public async Task<HttpAnswer> SendAsync(
        string method,
        string path,
        IEnumerable<(string Name, string Value)> headers,
        byte[]? body,
        CancellationToken cancel
    )
    {
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: {origin.Authority}\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        if (body is not null)
        {
            head.Append($"Content-Length: {body.Length}\r\n");
        }

        byte[] request = [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body ?? []];
        await stream.WriteAsync(request, cancel);
        return await ReadAnswerAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Reader.CompleteAsync();
        await stream.DisposeAsync();
    }

    private async Task<HttpAnswer> ReadAnswerAsync(CancellationToken cancel)
    {
        var status = int.Parse((await ReadLineAsync(cancel)).Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new List<(string Name, string Value)>();
        while (await ReadLineAsync(cancel) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            headers.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        var answer = new HttpAnswer(status, headers, []);
        return status is 101 or 204 or 304 ? answer : answer with { Body = await ReadBodyAsync(answer, cancel) };
    }

    private async Task<byte[]> ReadBodyAsync(HttpAnswer head, CancellationToken cancel)
    {
        if (head.Header("Transfer-Encoding") is "chunked")
        {
            return await ReadChunksAsync(cancel);
        }

        var length = int.Parse(head.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture);
        return await ReadBytesAsync(length, cancel);
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancel)
    {
        var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse(await ReadLineAsync(cancel), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await body.WriteAsync(await ReadBytesAsync(size, cancel), cancel);
            await ReadLineAsync(cancel);
            if (size == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancel)
    {
        while (true)
        {
            var read = await Reader.ReadAsync(cancel);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.Latin1.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                Reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            Reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                throw new IOException("The server closed the connection.");
            }
        }
    }

    private async Task<byte[]> ReadBytesAsync(int count, CancellationToken cancel)
    {
        var read = await Reader.ReadAtLeastAsync(count, cancel);
        if (read.Buffer.Length < count)
        {
            throw new IOException("The server closed the connection in the middle of an answer.");
        }

        var bytes = read.Buffer.Slice(0, count).ToArray();
        Reader.AdvanceTo(read.Buffer.GetPosition(count));
        return bytes;
    }
}

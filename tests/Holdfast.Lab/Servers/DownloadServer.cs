using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Servers;

/// <summary>
/// An HTTP server on port 80 of a host. <c>GET /BYTES</c> gives so many bytes as fast as they go,
/// <c>GET /BYTES/RATE</c> at so many bytes a second.
/// </summary>
public sealed class DownloadServer : IAsyncDisposable
{
    public const int Port = 80;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);
    private static readonly byte[] Content = Enumerable.Range(0, 65536).Select(n => (byte)n).ToArray();
    private readonly CancellationTokenSource stop = new();
    private readonly Socket listener;
    private readonly Task work;

    private DownloadServer(Host host)
    {
        listener = Listening.On(host, Port);
        work = Listening.ServeAsync(listener, ServeAsync, stop.Token);
    }

    public static DownloadServer Start(Host host) => new(host);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await work;
        stop.Dispose();
    }

    private static async Task ServeAsync(Stream stream, CancellationToken cancel)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var request = await reader.ReadLineAsync(cancel) ?? "";
        while (await reader.ReadLineAsync(cancel) is { Length: > 0 })
        {
            // Nothing in the headers matters here.
        }

        var numbers = request.Split(' ')[1].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var size = long.Parse(numbers[0], CultureInfo.InvariantCulture);
        var rate = numbers.Length > 1 ? long.Parse(numbers[1], CultureInfo.InvariantCulture) : long.MaxValue;
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n"),
            cancel
        );
        await (rate == long.MaxValue ? SendAsync(stream, size, cancel) : SendAtAsync(stream, size, rate, cancel));
    }

    private static async Task SendAsync(Stream stream, long size, CancellationToken cancel)
    {
        for (long sent = 0; sent < size; sent += Content.Length)
        {
            await stream.WriteAsync(Content.AsMemory(0, (int)Math.Min(Content.Length, size - sent)), cancel);
        }
    }

    private static async Task SendAtAsync(Stream stream, long size, long rate, CancellationToken cancel)
    {
        var portion = Math.Clamp((long)(rate * Beat.TotalSeconds), 1, Content.Length);
        using var timer = new PeriodicTimer(Beat);
        for (long sent = 0; sent < size; sent += portion)
        {
            await timer.WaitForNextTickAsync(cancel);
            await stream.WriteAsync(Content.AsMemory(0, (int)Math.Min(portion, size - sent)), cancel);
        }
    }
}

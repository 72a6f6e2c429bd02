using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Servers;

namespace Holdfast.Lab.Probes;

/// <summary>A download over one TCP connection from a <see cref="DownloadServer"/>, with the longest time in which nothing came.</summary>
public sealed record Download(long Bytes, TimeSpan Duration, TimeSpan LongestStall)
{
    public double MegabitsPerSecond => Bytes * 8 / Duration.TotalSeconds / 1e6;

    /// <param name="bytesPerSecond">Null: as fast as it goes.</param>
    /// <exception cref="LabException">The connection broke, or not all came.</exception>
    public static async Task<Download> RunAsync(
        Host host,
        IPAddress server,
        long bytes,
        long? bytesPerSecond = null,
        CancellationToken cancel = default
    )
    {
        try
        {
            using var socket = await host.ConnectAsync(new IPEndPoint(server, DownloadServer.Port), cancel);
            await using var stream = new NetworkStream(socket);
            var path = bytesPerSecond is null ? $"/{bytes}" : $"/{bytes}/{bytesPerSecond}";
            var request = $"GET {path} HTTP/1.1\r\nHost: inside\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancel);
            return await ReceiveAsync(stream, bytes, cancel);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new LabException($"The download on {host.Name} broke: {exception.Message}", exception);
        }
    }

    /// <summary>Downloads as fast as it goes, for so long, and leaves the rest.</summary>
    /// <returns>Bytes that came.</returns>
    /// <exception cref="LabException">The connection broke, or all came before.</exception>
    public static async Task<long> FillAsync(Host host, IPAddress server, TimeSpan time)
    {
        using var end = new CancellationTokenSource(time);
        try
        {
            using var socket = await host.ConnectAsync(new IPEndPoint(server, DownloadServer.Port), end.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /{long.MaxValue} HTTP/1.1\r\n\r\n"), end.Token);
            return await FillAsync(host, stream, end.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            throw new LabException($"The download on {host.Name} broke: {exception.Message}", exception);
        }
    }

    private static async Task<long> FillAsync(Host host, NetworkStream stream, CancellationToken end)
    {
        var buffer = new byte[65536];
        var total = 0L;
        try
        {
            while (await stream.ReadAsync(buffer, end) is var read and > 0)
            {
                total += read;
            }
        }
        catch (OperationCanceledException)
        {
            return total;
        }

        throw new LabException($"The download on {host.Name} ended by itself, after {total} bytes.");
    }

    public override string ToString() =>
        $"{Bytes / 1e6:0.#} MB in {Duration.TotalSeconds:0.00} s ({MegabitsPerSecond:0} Mbit/s), longest stall {LongestStall.TotalMilliseconds:0} ms";

    private static async Task<Download> ReceiveAsync(Stream stream, long bytes, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var buffer = new byte[65536];
        var (total, last, stall) = (0L, TimeSpan.Zero, TimeSpan.Zero);
        while (await stream.ReadAsync(buffer, cancel) is var read and > 0)
        {
            stall = TimeSpan.FromTicks(Math.Max(stall.Ticks, (clock.Elapsed - last).Ticks));
            last = clock.Elapsed;
            total += read;
        }

        return total > bytes
            ? new Download(bytes, clock.Elapsed, stall)
            : throw new LabException($"The download ended after {total} bytes with its head, of {bytes}.");
    }
}

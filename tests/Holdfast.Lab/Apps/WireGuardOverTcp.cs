using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Apps;

/// <summary>
/// What the apps put between WireGuard and a network that lets no UDP through: datagrams to a local port travel inside an upgraded
/// HTTP connection, each behind its length in two bytes, big-endian (UoTLV/1).
/// </summary>
public sealed class WireGuardOverTcp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource stop = new();
    private readonly HttpConnection connection;
    private readonly Socket local;
    private readonly Task work;
    private EndPoint wireGuard = new IPEndPoint(IPAddress.Loopback, 0);

    private WireGuardOverTcp(Host host, HttpConnection connection)
    {
        this.connection = connection;
        local = host.OpenSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        local.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        work = Task.WhenAll(OutwardAsync(), InwardAsync());
    }

    /// <summary>What WireGuard gets as its Endpoint.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)local.LocalEndPoint!;

    /// <param name="proxy">The configuration's ProxyEndpoint.</param>
    public static async Task<WireGuardOverTcp> OpenAsync(Host host, Uri proxy)
    {
        using var limit = new CancellationTokenSource(Patience);
        var upgraded = await HttpConnection.OpenAsync(host, proxy, limit.Token);
        (string, string)[] upgrade = [("Connection", "Upgrade"), ("Upgrade", "UoTLV/1")];
        var answer = await upgraded.SendAsync("GET", proxy.PathAndQuery, upgrade, null, limit.Token);
        if (answer.Status == 101 && Is(answer, "Upgrade", "UoTLV/1") && Is(answer, "Connection", "Upgrade"))
        {
            return new WireGuardOverTcp(host, upgraded);
        }

        await upgraded.DisposeAsync();
        throw new LabException($"{proxy} did not switch protocols: {answer}");
    }

    /// <summary>The configuration as WireGuard gets it: without ProxyEndpoint, and with the local endpoint.</summary>
    public string Through(AppConfiguration configuration) =>
        string.Join(
            '\n',
            configuration
                .TextWithKey.Split('\n')
                .Where(line => !line.StartsWith("ProxyEndpoint", StringComparison.Ordinal))
                .Select(line =>
                    line.StartsWith("Endpoint = ", StringComparison.Ordinal) ? $"Endpoint = {Endpoint}" : line
                )
        );

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        local.Dispose();
        await work;
        await connection.DisposeAsync();
        stop.Dispose();
    }

    private static bool Is(HttpAnswer answer, string header, string value) =>
        string.Equals(answer.Header(header), value, StringComparison.OrdinalIgnoreCase);

    private async Task OutwardAsync()
    {
        var buffer = new byte[2 + 65535];
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var received = await local.ReceiveFromAsync(buffer.AsMemory(2), wireGuard, stop.Token);
                wireGuard = received.RemoteEndPoint;
                BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)received.ReceivedBytes);
                await connection.Writer.WriteAsync(buffer.AsMemory(0, 2 + received.ReceivedBytes), stop.Token);
            }
            catch (Exception exception) when (IsEnd(exception))
            {
                return;
            }
        }
    }

    private async Task InwardAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var length = BinaryPrimitives.ReadUInt16BigEndian(await TakeAsync(2));
                await local.SendToAsync(await TakeAsync(length), wireGuard, stop.Token);
            }
            catch (Exception exception) when (IsEnd(exception))
            {
                return;
            }
        }
    }

    private async Task<byte[]> TakeAsync(int count)
    {
        var read = await connection.Reader.ReadAtLeastAsync(count, stop.Token);
        if (read.Buffer.Length < count)
        {
            throw new IOException("The server closed the connection.");
        }

        var bytes = new byte[count];
        System.Buffers.BuffersExtensions.CopyTo(read.Buffer.Slice(0, count), bytes);
        connection.Reader.AdvanceTo(read.Buffer.GetPosition(count));
        return bytes;
    }

    private static bool IsEnd(Exception exception) =>
        exception is OperationCanceledException or ObjectDisposedException or IOException or SocketException;
}

using System.Net;
using System.Net.Sockets;
using Holdfast.Link.Addresses;

namespace Holdfast.Link.Tests.Fixtures;

/// <summary>A wire between portal and node that a test can freeze or cut.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly LinkAddress _target;
    private readonly CancellationTokenSource _cut = new();
    private readonly Task _running;
    private volatile bool _frozen;
    private volatile bool _deaf;
    private long _left = long.MaxValue;

    public Relay(LinkAddress target)
    {
        _target = target;
        _listener.Start();
        Address = LinkAddress.Parse(_listener.LocalEndpoint.ToString()!).Value!;
        _running = RunAsync();
    }

    public LinkAddress Address { get; }

    /// <summary>From now on nothing passes, and nobody is told.</summary>
    public void Freeze() => _frozen = true;

    /// <summary>From now on nothing reaches the portal, and nobody is told.</summary>
    public void Deafen() => _deaf = true;

    /// <summary>After so many more bytes from the portal the wire breaks.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref _left, bytes);

    public async ValueTask DisposeAsync()
    {
        await _cut.CancelAsync();
        _listener.Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _cut.Dispose();
    }

    private async Task RunAsync()
    {
        using var portal = await _listener.AcceptSocketAsync(_cut.Token);
        using var node = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await node.ConnectAsync(_target.EndPoint, _cut.Token);
        await Task.WhenAny(CopyAsync(portal, node, counted: true), CopyAsync(node, portal, counted: false));
    }

    private async Task CopyAsync(Socket from, Socket to, bool counted)
    {
        var buffer = new byte[16384];
        while (await from.ReceiveAsync(buffer, _cut.Token) is var count and > 0)
        {
            if (_frozen || (_deaf && !counted))
            {
                await Task.Delay(Timeout.Infinite, _cut.Token);
            }
            var left = counted ? Interlocked.Add(ref _left, -count) : 0;
            await to.SendAsync(buffer.AsMemory(0, (int)Math.Max(0, count + Math.Min(0, left))), _cut.Token);
            if (left < 0)
            {
                return;
            }
        }
    }
}

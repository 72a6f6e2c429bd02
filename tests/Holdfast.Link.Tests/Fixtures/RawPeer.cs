using System.Net;
using System.Net.Sockets;
using Holdfast.Link.Addresses;

namespace Holdfast.Link.Tests.Fixtures;

/// <summary>Something that takes connections and is no node.</summary>
public sealed class RawPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public RawPeer(string says)
    {
        _listener.Start();
        Address = LinkAddress.Parse(_listener.LocalEndpoint.ToString()!).Value!;
        _running = RunAsync(says);
    }

    public LinkAddress Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(string says)
    {
        using var socket = await _listener.AcceptSocketAsync(_stop.Token);
        await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(says), _stop.Token);
        await Task.Delay(Timeout.Infinite, _stop.Token);
    }
}

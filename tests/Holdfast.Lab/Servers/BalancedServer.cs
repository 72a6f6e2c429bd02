using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Servers;

/// <summary>A server behind a <see cref="Balancer"/>, and whether it answers.</summary>
internal sealed class BalancedServer(Host balancer, IPEndPoint address) : IDisposable
{
    /// <summary>As many looks in a row have to fail: one that is slow is not dead.</summary>
    private const int LooksToBeDown = 2;

    private readonly Lock _gate = new();
    private CancellationTokenSource _up = new();
    private int _failed;

    /// <summary>Nobody looked yet: up.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>Is cancelled when the server is found to be down; connections to it are cut then.</summary>
    public CancellationToken Up
    {
        get
        {
            lock (_gate)
            {
                return _up.Token;
            }
        }
    }

    public async Task<Socket> ConnectAsync(TimeSpan longest, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(longest);
        return await balancer.ConnectAsync(address, limit.Token);
    }

    /// <summary>Looks again and again: a server is up that shakes hands by TLS in time, as HAProxy's <c>check-ssl</c> has it.</summary>
    /// <param name="name">What the certificate has to be for.</param>
    public async Task WatchAsync(string name, TimeSpan every, TimeSpan longest, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(every);
        while (!cancel.IsCancellationRequested)
        {
            Know(await ShakesHandsAsync(name, longest, cancel));
            try
            {
                await timer.WaitForNextTickAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public void Dispose() => _up.Dispose();

    private async Task<bool> ShakesHandsAsync(string name, TimeSpan longest, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(longest);
        try
        {
            using var socket = await balancer.ConnectAsync(address, limit.Token);
            await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
            await stream.AuthenticateAsClientAsync(Tls.Options(balancer, name), limit.Token);
            return true;
        }
        catch (Exception e)
            when (e is IOException or SocketException or OperationCanceledException or AuthenticationException)
        {
            return false;
        }
    }

    private void Know(bool isUp)
    {
        CancellationTokenSource? down = null;
        lock (_gate)
        {
            _failed = isUp ? 0 : _failed + 1;
            if (IsUp && _failed >= LooksToBeDown)
            {
                (down, _up) = (_up, new CancellationTokenSource());
            }

            IsUp = _failed < LooksToBeDown;
        }

        down?.Cancel();
    }
}

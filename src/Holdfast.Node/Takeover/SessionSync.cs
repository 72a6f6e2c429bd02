using System.Net;
using System.Net.Sockets;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;

namespace Holdfast.Node.Takeover;

/// <summary>
/// Tells the other nodes of the group twice a second what changed, and listens to them. Datagrams: the newest counts, and what is lost is
/// said again.
/// </summary>
internal sealed class SessionSync : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(2);

    /// <summary>To read a device with very many peers takes time, which it does not have for its clients.</summary>
    private const int MostOfTheTime = 5;

    private readonly CancellationTokenSource _ending = new();
    private readonly Func<IEnumerable<SharedProfile>> _profiles;
    private readonly Func<RoleNotice?> _notice;
    private readonly TimeProvider _time;
    private readonly int _port;
    private readonly Task _work;
    private volatile Problem? _trouble;

    /// <param name="notice">Who the others are; null: not known.</param>
    public SessionSync(int port, Func<IEnumerable<SharedProfile>> profiles, Func<RoleNotice?> notice, TimeProvider time)
    {
        (_port, _profiles, _notice, _time) = (port, profiles, notice, time);
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Why the others hear nothing; null: they do.</summary>
    public Problem? Trouble => _trouble;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _work;
        _ending.Dispose();
    }

    private async Task WorkAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
                socket.DualMode = true;
                socket.Bind(new IPEndPoint(IPAddress.IPv6Any, _port));
                _trouble = null;
                await Task.WhenAll(TellAsync(socket), ListenAsync(socket));
            }
            catch (SocketException refused)
            {
                _trouble = TakeoverProblems.SyncPortTaken.At($"udp/{_port}", refused.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(TryAgain, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellAsync(Socket socket)
    {
        while (true)
        {
            var began = _time.GetTimestamp();
            if (_notice() is { } notice)
            {
                foreach (var profile in _profiles())
                {
                    await TellSafelyAsync(socket, profile, notice);
                }
            }

            var took = _time.GetElapsedTime(began);
            await Task.Delay(took * MostOfTheTime > Every ? took * MostOfTheTime : Every - took, _time, _ending.Token);
        }
    }

    /// <summary>A profile that is taken away meanwhile has nothing to tell any more.</summary>
    private async Task TellSafelyAsync(Socket socket, SharedProfile profile, RoleNotice notice)
    {
        try
        {
            await TellAsync(socket, profile, notice);
        }
        catch (ObjectDisposedException)
        {
            // It has gone.
        }
    }

    private async Task TellAsync(Socket socket, SharedProfile profile, RoleNotice notice)
    {
        foreach (var clients in await profile.TellAsync(_ending.Token))
        {
            foreach (var other in notice.Others)
            {
                var datagram = profile.Seal((byte)notice.Member, (byte)other.Member, clients);
                foreach (var address in other.Addresses)
                {
                    await SendAsync(socket, datagram, new IPEndPoint(address.MapToIPv6(), _port));
                }
            }
        }
    }

    private async Task SendAsync(Socket socket, byte[] datagram, IPEndPoint to)
    {
        try
        {
            await socket.SendToAsync(datagram, to, _ending.Token);
        }
        catch (SocketException)
        {
            // No way there now; it is said again.
        }
    }

    private async Task ListenAsync(Socket socket)
    {
        var buffer = new byte[SyncSeal.Most + 1];
        var anybody = new IPEndPoint(IPAddress.IPv6Any, 0);
        while (true)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, anybody, _ending.Token);
                Hear(buffer.AsSpan(0, received.ReceivedBytes));
            }
            catch (SocketException)
            {
                // An ICMP error that belongs to something sent.
            }
        }
    }

    private void Hear(ReadOnlySpan<byte> datagram)
    {
        if (SyncSeal.ProfileOf(datagram) is not { } tag)
        {
            return;
        }

        foreach (var profile in _profiles())
        {
            if (profile.Tag == tag)
            {
                HearSafely(profile, datagram);
            }
        }
    }

    private static void HearSafely(SharedProfile profile, ReadOnlySpan<byte> datagram)
    {
        try
        {
            profile.Hear(datagram);
        }
        catch (ObjectDisposedException)
        {
            // It has gone.
        }
    }
}

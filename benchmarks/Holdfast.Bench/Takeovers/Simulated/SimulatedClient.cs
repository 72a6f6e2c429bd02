using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Hosts;
using Holdfast.Model.Keys;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Bench.Takeovers.Simulated;

/// <summary>
/// A stock WireGuard client as its server sees it: real handshakes and packets, and the timers that matter here (WireGuard's paper, section 6).
/// It asks an echo server inside whenever it is told to.
/// </summary>
internal sealed class SimulatedClient : IAsyncDisposable
{
    /// <summary>KEEPALIVE-TIMEOUT and REKEY-TIMEOUT: so long nothing came back before a client begins anew.</summary>
    private static readonly TimeSpan Lost = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RekeyTimeout = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly ClientHandshake _handshake;
    private readonly Socket _socket;
    private readonly byte[] _question;
    private readonly Task _listening;
    private IPEndPoint _server;
    private TransportKeys? _session;
    private TransportKeys? _unconfirmed;
    private uint _index;
    private long? _unanswered;
    private long? _begun;
    private long _broken;
    private long _answered;

    /// <param name="inside">With an echo server.</param>
    public SimulatedClient(Host host, AppConfiguration configuration, IPAddress inside)
    {
        var key = WireGuardKey.Parse(configuration.Keys.Private);
        _handshake = new ClientHandshake(
            new WireGuardKeyPair(key, WireGuardKeys.PublicOf(key)),
            WireGuardKey.Parse(configuration.Line("PublicKey"))
        );
        _server = IPEndPoint.Parse(configuration.Line("Endpoint"));
        _question = EchoPacket.Question(configuration.Addresses[0], inside);
        _socket = host.OpenSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        _listening = Task.Run(ListenAsync);
    }

    /// <summary>From <see cref="Break"/> to the first answer after it; null: there was none yet.</summary>
    public TimeSpan? Gap =>
        Interlocked.Read(ref _answered) is var answered && answered > Interlocked.Read(ref _broken)
            ? Stopwatch.GetElapsedTime(_broken, answered)
            : null;

    /// <summary>From now on it is measured.</summary>
    public void Break()
    {
        lock (_gate)
        {
            (_broken, _answered) = (Stopwatch.GetTimestamp(), 0);
        }
    }

    public void Ask()
    {
        lock (_gate)
        {
            if (_session is { } session)
            {
                _unanswered ??= Stopwatch.GetTimestamp();
                Send(session.Seal(_question));
            }

            var isLost = _unanswered is { } since && Stopwatch.GetElapsedTime(since) > Lost;
            var mayBegin = _begun is not { } begun || Stopwatch.GetElapsedTime(begun) > RekeyTimeout;
            if ((_session is null || isLost) && mayBegin)
            {
                _begun = Stopwatch.GetTimestamp();
                Send(_handshake.Begin(++_index));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _listening;
        _socket.Dispose();
        _session?.Dispose();
        _unconfirmed?.Dispose();
        _ending.Dispose();
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[2048];
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var read = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _ending.Token);
                Hear(buffer.AsSpan(0, read.ReceivedBytes), (IPEndPoint)read.RemoteEndPoint);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The end, or an ICMP message of a network that is cut.
            }
        }
    }

    private void Hear(ReadOnlySpan<byte> message, IPEndPoint from)
    {
        lock (_gate)
        {
            switch (message)
            {
                case [1, 0, 0, 0, ..] when _handshake.Answer(message, ++_index) is { } begun:
                    (_unconfirmed, _server) = (begun.Session, from);
                    Send(begun.Answer);
                    break;
                case [2, 0, 0, 0, ..] when _handshake.Finish(message) is { } session:
                    (_session, _server, _unanswered) = (session, from, null);
                    Send(session.Seal([]));
                    break;
                case [4, 0, 0, 0, ..] when message.Length >= 32:
                    Carry(message, from);
                    break;
            }
        }
    }

    /// <summary>A session that the server began may be used when something has come through it.</summary>
    private void Carry(ReadOnlySpan<byte> message, IPEndPoint from)
    {
        var index = BitConverter.ToUInt32(message[4..]);
        var session =
            _unconfirmed?.Own == index ? _unconfirmed
            : _session?.Own == index ? _session
            : null;
        if (session?.Open(message) is not { } packet)
        {
            return;
        }

        if (session == _unconfirmed)
        {
            (_session, _unconfirmed) = (session, null);
        }

        (_server, _unanswered) = (from, null);
        if (EchoPacket.IsAnswer(packet) && _answered == 0)
        {
            _answered = Stopwatch.GetTimestamp();
        }
    }

    private void Send(byte[] message)
    {
        try
        {
            _socket.SendTo(message, _server);
        }
        catch (SocketException)
        {
            // The network is cut; what is lost is lost.
        }
    }
}

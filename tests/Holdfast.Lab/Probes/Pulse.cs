using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Histories;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Servers;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Probes;

/// <summary>
/// Sends a packet ten times a second to an echo server, for hours if need be, and remembers each silence. Cheap enough for a crowd, where
/// a <see cref="Probe"/> measures one client finely.
/// </summary>
public sealed class Pulse : IAsyncDisposable
{
    private const int Payload = 400;

    /// <summary>IPv4 and UDP.</summary>
    private const int Headers = 28;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Span> _silences = [];
    private readonly TimeSpan _noticed;
    private readonly Host _host;
    private readonly IPEndPoint _target;
    private readonly Socket _socket;
    private readonly Task _work;
    private TimeSpan _began;
    private TimeSpan? _last;
    private long _answers;

    private Pulse(Host host, IPAddress target, TimeSpan noticed)
    {
        (_host, _noticed, _began) = (host, noticed, host.Story.Elapsed);
        _target = new IPEndPoint(target, EchoServer.Port);
        _socket = host.OpenSocket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        // Not connected: the way there may change with the tunnel, and with it the own address.
        _socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        _work = Task.WhenAll(AskAsync(), ListenAsync());
    }

    /// <summary>Whole packets inside the tunnel that were answered.</summary>
    public long AnsweredBytes => Interlocked.Read(ref _answers) * (Payload + Headers);

    /// <summary>From the first answer to the last.</summary>
    public Span Used
    {
        get
        {
            lock (_gate)
            {
                return new Span(_began, _last ?? _began);
            }
        }
    }

    /// <summary>Times without an answer, also one that still lasts.</summary>
    public IReadOnlyList<Span> Silences
    {
        get
        {
            lock (_gate)
            {
                return IsSilent(out var now) ? [.. _silences, now] : [.. _silences];
            }
        }
    }

    /// <param name="noticed">A shorter time without answers is none.</param>
    public static async Task<Pulse> StartAsync(Host host, IPAddress target, TimeSpan noticed, TimeSpan deadline)
    {
        var pulse = new Pulse(host, target, noticed);
        try
        {
            await Wait.UntilAsync($"{host.Name} to hear from {target}", deadline, () => pulse.AnsweredBytes > 0);
            return pulse;
        }
        catch
        {
            await pulse.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends no more. What it measured stays.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _socket.Dispose();
    }

    private bool IsSilent(out Span silence)
    {
        silence = new Span(_last ?? _began, _host.Story.Elapsed);
        return !_stop.IsCancellationRequested && silence.Length > _noticed;
    }

    private void Answered()
    {
        lock (_gate)
        {
            if (_last is null)
            {
                _began = _host.Story.Elapsed;
            }
            else if (IsSilent(out var silence))
            {
                _silences.Add(silence);
            }

            _last = _host.Story.Elapsed;
        }

        Interlocked.Increment(ref _answers);
    }

    private async Task AskAsync()
    {
        var question = new byte[Payload];
        using var timer = new PeriodicTimer(Interval);
        for (long number = 0; !_stop.IsCancellationRequested; number++)
        {
            BinaryPrimitives.WriteInt64BigEndian(question, number);
            try
            {
                await _socket.SendToAsync(question, _target, _stop.Token);
                await timer.WaitForNextTickAsync(_stop.Token);
            }
            catch (SocketException)
            {
                // No way there at the moment: that is what is measured.
                await Task.Delay(Interval).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync()
    {
        var answer = new byte[2 * Payload];
        var newest = -1L;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (
                    await _socket.ReceiveAsync(answer, _stop.Token) == Payload
                    && BinaryPrimitives.ReadInt64BigEndian(answer) is var number
                    && number > newest
                )
                {
                    newest = number;
                    Answered();
                }
            }
            catch (SocketException)
            {
                // An ICMP error.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Witness;
using Holdfast.Linux.Polling;
using Holdfast.Linux.Processes;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Witnessing;

/// <summary>The witness's only thread: a question in, its answer out. What is not authentic gets no answer.</summary>
internal sealed partial class WitnessLoop : IPollable, IDisposable
{
    private readonly Socket _socket;
    private readonly IReadOnlyDictionary<Guid, HeartbeatKeys> _keys;
    private readonly WitnessBook _book;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly long _began;
    private readonly WakeUp _wake = new();
    private readonly byte[] _packet = new byte[WitnessFormat.Length + 1];
    private readonly SocketAddress _sender;
    private bool _stops;

    private WitnessLoop(Socket socket, WitnessFile file, WitnessBook book, TimeProvider time, ILogger log)
    {
        (_socket, _book, _time, _log) = (socket, book, time, log);
        _keys = WitnessFileReader.KeysOf(file);
        _began = time.GetTimestamp();
        _sender = new SocketAddress(socket.AddressFamily);
    }

    public SafeHandle Descriptor => _socket.SafeHandle;

    /// <param name="file">Without mistakes.</param>
    public static Outcome<WitnessLoop> Open(WitnessHome home, WitnessFile file, TimeProvider time, ILogger log)
    {
        var files = new GrantFiles(home, log);
        var stored = files.Read();
        if (!stored.Succeeded)
        {
            return Outcome<WitnessLoop>.Failed(stored.Problems);
        }

        var end = new IPEndPoint(file.Address, file.Port);
        try
        {
            var book = new WitnessBook(Guid.CreateVersion7(), stored.Value, files.TryStore);
            return new WitnessLoop(Bind(end), file, book, time, log);
        }
        catch (SocketException e)
        {
            return WitnessProblems.CannotListen.At($"{end}", e.Message);
        }
    }

    /// <summary>Returns after <paramref name="cancel"/>.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Live(over)) { Name = "witness", IsBackground = true }.Start();
        Log.Started(_log, $"{_socket.LocalEndPoint}", _keys.Count);
        await using (cancel.Register(Stop))
        {
            await over.Task;
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _wake.Dispose();
    }

    private static Socket Bind(IPEndPoint end)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        try
        {
            if (end.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(end);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private void Stop()
    {
        Volatile.Write(ref _stops, true);
        _wake.Set();
    }

    private void Live(TaskCompletionSource over)
    {
        try
        {
            // A lease that is renewed late is lost; without the right to it, it works all the same.
            _ = RealTime.TryEnter();
            Serve();
            over.SetResult();
        }
        catch (Exception e)
        {
            over.SetException(e);
        }
    }

    private void Serve()
    {
        var readiness = new Readiness([_wake, this]);
        while (!Volatile.Read(ref _stops))
        {
            if (readiness.Wait(TimeSpan.FromMinutes(1)) && readiness.IsReady(1))
            {
                Answer();
            }
        }
    }

    private void Answer()
    {
        try
        {
            var length = _socket.ReceiveFrom(_packet, SocketFlags.None, _sender);
            if (
                !WitnessReader.TryRead(
                    _packet.AsSpan(0, length),
                    _keys.GetValueOrDefault,
                    out var question,
                    out var key
                )
            )
            {
                return;
            }

            if (_book.Hear(question, key, _time.GetElapsedTime(_began)) is { } answer)
            {
                var packet = WitnessWriter.Write(answer, _keys[question.Group].Find(key)!, _packet);
                _socket.SendTo(packet, SocketFlags.None, _sender);
            }
        }
        catch (SocketException)
        {
            // Nothing there after all, too long for us, or no way back to the asker: it asks again.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.WitnessStarted,
            LogLevel.Information,
            "The witness listens at {Where}, for {Groups} groups"
        )]
        public static partial void Started(ILogger logger, string where, int groups);
    }
}

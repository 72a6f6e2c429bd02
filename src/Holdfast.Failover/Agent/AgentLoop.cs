using System.Collections.Concurrent;
using Holdfast.Linux.Polling;
using Holdfast.Linux.Processes;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Agent;

/// <summary>
/// The thread on which all units live. It waits for heartbeats, for its inbox and for the time, and for nothing else: no disk, no name
/// server and no thread pool can hold it up.
/// </summary>
internal sealed partial class AgentLoop : IDisposable
{
    /// <summary>So that a flood on one path cannot keep the time from passing.</summary>
    private const int PacketsInTurn = 256;

    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(4);

    private readonly IReadOnlyList<IHeartbeatPath> _paths;
    private readonly WitnessLink? _witness;
    private readonly ConcurrentQueue<Action<TimeSpan>> _inbox = new();
    private readonly WakeUp _wake = new();
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly ILogger _log;
    private TimeSpan _stopBy = TimeSpan.MaxValue;
    private bool _halted;

    /// <param name="witness">Null: there is none.</param>
    /// <param name="began">From when its time is counted.</param>
    public AgentLoop(
        IReadOnlyList<IHeartbeatPath> paths,
        WitnessLink? witness,
        TimeProvider time,
        long began,
        ILogger log
    )
    {
        (_paths, _witness, _time, _began, _log) = (paths, witness, time, began, log);
    }

    /// <summary>Monotonic, from the beginning of the agent.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_began);

    /// <summary>Does something on the thread of the loop. From any thread.</summary>
    /// <param name="work">Gets the time.</param>
    public void Post(Action<TimeSpan> work)
    {
        _inbox.Enqueue(work);
        _wake.Set();
    }

    /// <summary>Asks something on the thread of the loop. From any other thread.</summary>
    public Task<T> AskAsync<T>(Func<TimeSpan, T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(now => answer.SetResult(question(now)));
        return answer.Task;
    }

    /// <summary>Ends <see cref="Run"/> as soon as all units have stopped.</summary>
    public void Stop() => Post(now => _stopBy = _stopBy == TimeSpan.MaxValue ? now + LongestStop : _stopBy);

    /// <summary>Ends <see cref="Run"/> at once, and leaves the units as they are.</summary>
    public void Halt() => Post(_ => _halted = true);

    /// <summary>Returns after <see cref="Stop"/> or <see cref="Halt"/>. For a thread of its own.</summary>
    public void Run(IReadOnlyList<Unit> units, Watchers watchers)
    {
        if (RealTime.TryEnter() is { } refused)
        {
            Log.NotRealTime(_log, refused);
        }

        var readiness = new Readiness(_witness is null ? [_wake, .. _paths] : [_wake, .. _paths, _witness]);
        while (!IsOver(units))
        {
            if (readiness.Wait(units.Min(unit => unit.WakeAt) - Now))
            {
                Hear(units, readiness);
            }

            ReadInbox();
            var now = Now;
            foreach (var unit in units)
            {
                unit.Tick(now);
            }

            watchers.TellIfDue(now);
        }
    }

    public void Dispose() => _wake.Dispose();

    private bool IsOver(IReadOnlyList<Unit> units) =>
        _halted
        || (
            _stopBy != TimeSpan.MaxValue
            && (Now > _stopBy || units.All(unit => unit.State.Role == Members.Role.Stopping))
        );

    private void Hear(IReadOnlyList<Unit> units, Readiness readiness)
    {
        for (var path = 0; path < _paths.Count; path++)
        {
            if (readiness.IsReady(path + 1))
            {
                Hear(units, path);
            }
        }

        if (_witness is not null && readiness.IsReady(_paths.Count + 1))
        {
            _witness.Hear(Now, (vrid, told) => units.First(unit => unit.Vrid == vrid).Happen(told, Now));
        }
    }

    private void Hear(IReadOnlyList<Unit> units, int path)
    {
        for (var i = 0; i < PacketsInTurn && _paths[path].TryReceive(out var packet); i++)
        {
            // The second byte is the VRID (RFC 9568, section 5.2.3). Of a stranger's, the first unit says what is wrong with it.
            var vrid = packet.Payload.Length > 1 ? packet.Payload[1] : 0;
            var unit = units[0];
            foreach (var other in units)
            {
                unit = other.Vrid == vrid ? other : unit;
            }

            unit.Hear(path, packet, Now);
        }
    }

    private void ReadInbox()
    {
        _wake.Clear();
        while (_inbox.TryDequeue(out var work))
        {
            work(Now);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.NotRealTime,
            LogLevel.Warning,
            "The agent runs with ordinary priority, so a very busy machine may seem silent to the others: {Reason}"
        )]
        public static partial void NotRealTime(ILogger logger, string reason);
    }
}

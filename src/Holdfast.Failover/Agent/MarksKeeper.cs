using Holdfast.Failover.Durable;
using Holdfast.Failover.Heartbeat;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Agent;

/// <summary>Stores the replay marks each minute, when a member begins to count anew, and at the end; beside the agent's thread.</summary>
internal sealed partial class MarksKeeper
{
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly MarksFile _file;
    private readonly ILogger _log;
    private IReadOnlyList<ReplayMark> _kept;
    private Task _keeping = Task.CompletedTask;
    private TimeSpan _lookAt;
    private TimeSpan _keepAt;

    public MarksKeeper(MarksFile file, ILogger log)
    {
        (_file, _log) = (file, log);
        _kept = file.Read();
        Marks = new ReplayMarks(_kept);
    }

    public ReplayMarks Marks { get; }

    public void KeepIfDue(TimeSpan now)
    {
        if (now < _lookAt || !_keeping.IsCompleted)
        {
            return;
        }

        _lookAt = now + Look;
        var all = Marks.All;
        if (now >= _keepAt || all.Any(IsOfNewBoot))
        {
            _keepAt = now + Often;
            _keeping = Task.Run(() => Keep(all));
        }
    }

    /// <summary>At the end.</summary>
    public async Task KeepAsync()
    {
        await _keeping;
        Keep(Marks.All);
    }

    private bool IsOfNewBoot(ReplayMark mark) =>
        !_kept.Any(kept =>
            (kept.Member, kept.KeyId, kept.Path, kept.Newest.Boot)
            == (mark.Member, mark.KeyId, mark.Path, mark.Newest.Boot)
        );

    private void Keep(IReadOnlyList<ReplayMark> marks)
    {
        try
        {
            _file.Write(marks);
            _kept = marks;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(_log, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.MarksNotKept, LogLevel.Warning, "The newest heartbeats are not stored: {Failure}")]
        public static partial void NotKept(ILogger logger, string failure);
    }
}

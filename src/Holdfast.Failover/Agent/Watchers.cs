using Holdfast.Linux.Lines;
using Holdfast.Model.Failover;

namespace Holdfast.Failover.Agent;

/// <summary>
/// Those who want to know at once what this machine is. Written to from the agent's thread, without waiting: what comes a thread's turn
/// later is late, and who does not read is cut off.
/// </summary>
/// <param name="look">What is to be told at a time, with the unit that was just won.</param>
internal sealed class Watchers(Func<TimeSpan, int?, RoleNotice> look)
{
    public const int Most = 16;

    /// <summary>So that a watcher notices that the agent is gone or frozen.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(1);

    /// <summary>A line may be as long; what a watcher leaves unread beyond it ends its connection.</summary>
    private const int Unread = RoleNotice.LongestLine;

    private readonly List<LineCaller> _callers = [];
    private TimeSpan _aliveAt;

    /// <summary>What is to be told; another one, when the agent goes on with another configuration.</summary>
    public Func<TimeSpan, int?, RoleNotice> Look { get; set; } = look;

    /// <returns>False: there are enough.</returns>
    public bool TryAdd(LineCaller caller, TimeSpan now)
    {
        if (_callers.Count >= Most)
        {
            return false;
        }

        caller.BecomeListener(Unread);
        if (caller.TrySay(Line(now, won: null)))
        {
            _callers.Add(caller);
        }

        return true;
    }

    public void Remove(LineCaller caller) => _callers.Remove(caller);

    /// <param name="won">Vrid of the unit of which this machine became active just now.</param>
    public void Tell(TimeSpan now, int? won)
    {
        _aliveAt = now + SignOfLife;
        if (_callers.Count == 0)
        {
            return;
        }

        var line = Line(now, won);
        for (var i = _callers.Count - 1; i >= 0; i--)
        {
            if (!_callers[i].TrySay(line))
            {
                _callers[i].HangUp();
                _callers.RemoveAt(i);
            }
        }
    }

    /// <summary>There is nothing to tell any more.</summary>
    public void HangUp()
    {
        _callers.ForEach(caller => caller.HangUp());
        _callers.Clear();
    }

    public void TellIfDue(TimeSpan now)
    {
        if (now >= _aliveAt)
        {
            Tell(now, won: null);
        }
    }

    private byte[] Line(TimeSpan now, int? won) => Look(now, won).ToLine();
}

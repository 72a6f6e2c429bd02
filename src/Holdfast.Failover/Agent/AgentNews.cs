using Holdfast.Failover.Control;
using Holdfast.Failover.Roles.Reports;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Agent;

/// <summary>Brings what happens to the history, the log and the watchers.</summary>
internal sealed partial class AgentNews(History history, Watchers watchers, TimeProvider time, ILogger log) : IUnitNews
{
    public void Report(int vrid, RoleReport what)
    {
        var words = Wording.Of(what);
        if (what is RoleChanged)
        {
            Log.RoleChanged(log, vrid, words);
        }
        else
        {
            Log.Reported(log, vrid, words);
        }

        history.Add(new HistoryEntry(time.GetUtcNow(), vrid, words));
    }

    public void RoleChanged(Unit unit, bool justWon, TimeSpan now) => watchers.Tell(now, justWon ? unit.Vrid : null);

    private static partial class Log
    {
        [LoggerMessage(EventIds.RoleChanged, LogLevel.Information, "Unit {Vrid}: {What}")]
        public static partial void RoleChanged(ILogger logger, int vrid, string what);

        [LoggerMessage(EventIds.Reported, LogLevel.Warning, "Unit {Vrid}: {What}")]
        public static partial void Reported(ILogger logger, int vrid, string what);
    }
}

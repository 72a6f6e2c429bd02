using Holdfast.Failover.Health;
using Holdfast.Failover.Hooks;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Reports;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Agent;

/// <summary>Brings what happens to the history, the log and the watchers.</summary>
internal sealed partial class AgentNews(
    History history,
    Watchers watchers,
    UnitHooks hooks,
    TimeProvider time,
    ILogger log
) : IUnitNews
{
    public void Report(int vrid, RoleReport what)
    {
        var words = Wording.Of(what);
        if (!Keep(vrid, words, (what as RoleChanged)?.To))
        {
            return;
        }

        if (what is RoleChanged)
        {
            Log.RoleChanged(log, vrid, words);
        }
        else
        {
            Log.Reported(log, vrid, words);
        }
    }

    public void HealthChanged(int vrid, HealthOpinion opinion)
    {
        var words = Wording.Of(opinion);
        if (Keep(vrid, words))
        {
            Log.HealthChanged(log, vrid, words);
        }
    }

    /// <summary>Follows the role of its unit; null: there is none.</summary>
    public DatabaseDesk? Database { get; set; }

    public void RoleChanged(Unit unit, bool justWon, TimeSpan now)
    {
        // Who starts handshakes waits for this.
        watchers.Tell(now, justWon ? unit.Vrid : null);
        hooks.Want(unit.Vrid, unit.State.HoldsAddresses, unit.ShownEpoch);
        Database?.Look(unit.Vrid, now);
    }

    /// <summary>What happened to the database of a unit, in words.</summary>
    public void DatabaseChanged(int vrid, string words)
    {
        Log.Reported(log, vrid, words);
        Keep(vrid, words);
    }

    /// <summary>What the administrator's executable said.</summary>
    public void HookCalled(int vrid, HookResult result)
    {
        var words = Wording.Of(result);
        if (hooks.Note(vrid, result) && Keep(vrid, words))
        {
            Log.HookCalled(log, vrid, words);
        }
    }

    private bool Keep(int vrid, string words, Role? became = null) =>
        history.Add(time.GetUtcNow(), vrid, words, became);

    private static partial class Log
    {
        [LoggerMessage(EventIds.HookCalled, LogLevel.Information, "Unit {Vrid}: {What}")]
        public static partial void HookCalled(ILogger logger, int vrid, string what);

        [LoggerMessage(EventIds.HealthChanged, LogLevel.Warning, "Unit {Vrid}: {What}")]
        public static partial void HealthChanged(ILogger logger, int vrid, string what);

        [LoggerMessage(EventIds.RoleChanged, LogLevel.Information, "Unit {Vrid}: {What}")]
        public static partial void RoleChanged(ILogger logger, int vrid, string what);

        [LoggerMessage(EventIds.Reported, LogLevel.Warning, "Unit {Vrid}: {What}")]
        public static partial void Reported(ILogger logger, int vrid, string what);
    }
}

using Holdfast.Failover.Database.Events;
using Holdfast.Failover.Database.Rules;

namespace Holdfast.Failover.Database;

/// <summary>
/// The database of one member of a pair: <c>(state, now, event) → (state, actions)</c>. It follows the role of a unit of addresses. Pure:
/// time is given, and is monotonic, of this member alone.
/// <para>
/// What it is about: what was acknowledged while the standby was in step is never lost by a takeover. So the primary acknowledges nothing
/// alone before the standby certainly may not promote itself any more, and the standby may do so only for as long as the primary granted
/// it (docs/decisions/0018-the-database-pair.md).
/// </para>
/// </summary>
/// <remarks>To add a rule: a file in <c>Rules/</c>, and its place in <see cref="DatabaseRules.All"/>.</remarks>
public static class DatabaseMachine
{
    /// <summary>The beginning. No server runs.</summary>
    /// <param name="memory">What was made durable last.</param>
    /// <param name="hasData">Whole, not half made.</param>
    public static DatabaseState Start(DatabaseMemory memory, bool hasData, TimeSpan now) =>
        new()
        {
            Condition = hasData ? ServerCondition.Stopped : ServerCondition.Absent,
            Memory = hasData ? memory : DatabaseMemory.Nothing,
            EndedAt = now,
        };

    /// <param name="now">Not before that of the last step.</param>
    public static DatabaseStep Step(DatabaseConfig config, DatabaseState state, TimeSpan now, DatabaseEvent @event) =>
        Step(config, DatabaseRules.Standard, state, now, @event);

    internal static DatabaseStep Step(
        DatabaseConfig config,
        DatabaseRules rules,
        DatabaseState state,
        TimeSpan now,
        DatabaseEvent @event
    )
    {
        var turn = new DatabaseTurn(config, rules, state, now);
        EventRules.Apply(turn, @event);
        foreach (var rule in rules.All)
        {
            rule(turn);
        }

        return new DatabaseStep(turn.State, turn.Actions);
    }
}

using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Reports;

namespace Holdfast.Failover.Database.Rules;

/// <summary>One step of the machine, while its rules are applied.</summary>
internal sealed class DatabaseTurn(DatabaseConfig config, DatabaseRules rules, DatabaseState state, TimeSpan now)
{
    private readonly List<DatabaseAction> _actions = [];

    public DatabaseConfig Config => config;

    public DatabaseRules Rules => rules;

    public TimeSpan Now => now;

    public DatabaseState State { get; set; } = state;

    public IReadOnlyList<DatabaseAction> Actions => _actions;

    /// <summary>A new job may begin.</summary>
    public bool IsFree => State.Work is null && now >= State.RetryAt;

    public bool GrantLasts => State.GrantUntil > now;

    public void Do(DatabaseAction action) => _actions.Add(action);

    public void Say(DatabaseReport report) => Do(new Say(report));

    /// <summary>Displaces what is under way.</summary>
    public void Begin(Job job, DatabaseMemory? memory = null)
    {
        var work = new Work(State.LastId + 1, job, now, memory);
        State = State with { Work = work, LastId = work.Id };
        Do(new Begin(work));
    }

    public void Remember(DatabaseMemory memory) => Begin(Job.Remember, memory);
}

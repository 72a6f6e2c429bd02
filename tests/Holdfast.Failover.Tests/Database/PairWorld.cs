using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Rules;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Database;

/// <summary>
/// Two members with a database each, a client that writes wherever it can, and faults. Time passes in steps of 10 ms. What must hold is
/// checked as it happens; a breach is an <see cref="InvalidOperationException"/>.
/// </summary>
internal sealed class PairWorld
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private TimeSpan _bothPrimary;
    private int _rows;

    public PairWorld(int seed, DatabaseRules rules)
    {
        Random = new Random(seed);
        Rows = new RowLedger(this);
        Members = [new PairMember(this, 1, rules), new PairMember(this, 2, rules)];
        Members[0].Start();
        Members[1].Start();
        Members[0].Wish(OperatorWish.Create);
    }

    public Random Random { get; }

    public TimeSpan Now { get; private set; }

    /// <summary>What happened, for a failure.</summary>
    public List<string> Story { get; } = [];

    public void Tell(string what) => Story.Add($"{Now:mm\\:ss\\.ff} {what}");

    /// <summary>Roles are claimed whatever the databases said: as when what they said has not arrived yet.</summary>
    public bool RolesAreBlind { get; init; }

    public bool LinkUp { get; set; } = true;

    public IReadOnlyList<PairMember> Members { get; }

    public RowLedger Rows { get; }

    public PairMember OtherOf(PairMember member) => Members[0] == member ? Members[1] : Members[0];

    public void Run(TimeSpan length)
    {
        for (var until = Now + length; Now < until; Now += Step)
        {
            foreach (var member in Members)
            {
                member.Live();
            }

            Rows.Watch();
            Write();
            CheckPrimaries();
        }
    }

    /// <summary>
    /// Where nobody dares, an operator allows whoever went on alone, or else whoever has the highest reign: what a member led in step, the
    /// other had when it claimed.
    /// </summary>
    public bool AskOperator()
    {
        if (Members.Any(member => member.State.Condition == ServerCondition.Primary))
        {
            return false;
        }

        var chosen = Members
            .OrderBy(member => member.State.Memory is { Member: DatabaseMember.Leader, Alone: true })
            .ThenBy(member => member.State.Memory.Reign)
            .ThenBy(member => member.State.Memory.Member)
            .Last();
        Rows.Allow(chosen);
        chosen.AllowDegraded();
        return true;
    }

    /// <summary>After a time without faults.</summary>
    public string? Complaint()
    {
        var primaries = Members.Where(member => member.State.Condition == ServerCondition.Primary).ToList();
        if (primaries.Count != 1)
        {
            return $"{primaries.Count} primaries in the end: {string.Join("; ", Members)}";
        }

        var standby = OtherOf(primaries[0]);
        return primaries[0].State.Sync != SyncStage.InStep || standby.State.Told != DatabaseStanding.InStep
                ? $"not in step in the end: {string.Join("; ", Members)}"
            : Rows.Missing(standby.Server.Log).Any() ? "acknowledged rows are gone"
            : Rows.NotEvenAside(standby.Server.Log, Members.SelectMany(member => member.Server.Aside)).Any()
                ? "what diverged was not kept"
            : null;
    }

    /// <summary>Each primary gets a row now and then.</summary>
    private void Write()
    {
        foreach (var member in Members.Where(member => member.Writes && Random.Next(5) == 0))
        {
            member.Server.Write(++_rows);
        }
    }

    private void CheckPrimaries()
    {
        var both =
            LinkUp && Members.All(member => member is { Writes: true, AgentFrozen: false, MachineFrozen: false });
        _bothPrimary = both ? _bothPrimary + Step : TimeSpan.Zero;
        if (_bothPrimary > TimeSpan.FromSeconds(5))
        {
            throw new InvalidOperationException($"{Now}: both are primary although they hear each other");
        }
    }
}

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
    private readonly HashSet<int> _acknowledged = [];
    private readonly HashSet<int> _superseded = [];
    private TimeSpan _bothPrimary;
    private int _rows;

    public PairWorld(int seed, DatabaseRules rules)
    {
        Random = new Random(seed);
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

    public bool LinkUp { get; set; } = true;

    public IReadOnlyList<PairMember> Members { get; }

    /// <summary>The epoch of the highest promotion so far.</summary>
    public Epoch Promoted { get; private set; }

    public int Acknowledged => _acknowledged.Count;

    public PairMember OtherOf(PairMember member) => Members[0] == member ? Members[1] : Members[0];

    public void Run(TimeSpan length)
    {
        for (var until = Now + length; Now < until; Now += Step)
        {
            foreach (var member in Members)
            {
                member.Live();
            }

            Write();
            CheckPrimaries();
        }
    }

    /// <summary>Whoever is promoted has all that was acknowledged, but while both acknowledged, or by one that was superseded before.</summary>
    public void Promotes(PairMember member, Epoch epoch)
    {
        var lost = _acknowledged.Except(_superseded).Except(member.Log).ToList();
        if (lost.Count > 0)
        {
            throw new InvalidOperationException(
                $"{Now}: {member.Id} is promoted without {lost.Count} acknowledged rows"
            );
        }

        Promoted = Epoch.Highest(Promoted, epoch);
    }

    public void Acknowledge(PairMember by, int row)
    {
        if (!by.Waits && OtherOf(by).HoldsGrant)
        {
            throw new InvalidOperationException($"{Now}: {by.Id} acknowledges alone while the other may be promoted");
        }

        _acknowledged.Add(row);
        // Where both are active as they cannot hear each other, or one that went on alone will be again, one of them will be wrong. So it is
        // where a promotion that was begun in time takes longer than the slack.
        var split =
            OtherOf(by)
            is { IsActive: true, AgentFrozen: false }
                or { WentOnAlone: true }
                or { Up: true, State.Work.Job: Job.Promote };
        if (split || by.State.Memory.Reign < Promoted)
        {
            _superseded.Add(row);
        }
    }

    /// <summary>Where nobody dares, an operator allows whoever led last.</summary>
    public bool AskOperator()
    {
        if (Members.Any(member => member.State.Condition == ServerCondition.Primary))
        {
            return false;
        }

        Members
            .OrderBy(member => member.State.Memory.Member)
            .ThenBy(member => member.State.Memory.Reign)
            .Last()
            .AllowDegraded();
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
            : _acknowledged.Except(_superseded).Except(standby.Log).Any() ? "acknowledged rows are gone"
            : _superseded.Except(standby.Log).Except(Members.SelectMany(member => member.Aside)).Any()
                ? "what diverged was not kept"
            : null;
    }

    /// <summary>Each primary gets a row now and then.</summary>
    private void Write()
    {
        foreach (var member in Members.Where(member => member.Writes && Random.Next(5) == 0))
        {
            member.Write(++_rows);
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

using Holdfast.Failover.Database;

namespace Holdfast.Failover.Tests.Database;

/// <summary>The PostgreSQL of a member: a list of rows, what waits for the standby, and the row that grants.</summary>
internal sealed class MemberServer(PairWorld world, PairMember member)
{
    private readonly List<int> _waiting = [];
    private (bool Open, int Timeline) _grants = (false, -1);
    private int _timeline;

    /// <summary>What is on disk.</summary>
    public List<int> Log { get; private set; } = [];

    public List<int> Aside { get; } = [];

    public bool HasData { get; private set; }

    public ServerCondition Condition { get; private set; } = ServerCondition.Absent;

    public bool Runs => Condition is ServerCondition.Standby or ServerCondition.Primary;

    /// <summary>What is on disk is its own.</summary>
    public bool WasPromoted { get; private set; }

    /// <summary>Commits wait for the standby.</summary>
    public bool Waits { get; private set; }

    /// <summary>The answer to the other's question.</summary>
    public bool Grants => Condition == ServerCondition.Primary && _grants == (true, _timeline);

    /// <summary>The primary's log reaches this standby.</summary>
    public bool IsFed =>
        member.Reaches
        && Condition == ServerCondition.Standby
        && _follows
        && Other.Condition == ServerCondition.Primary
        && Other.Log.Count >= Log.Count
        && (Log.Count == 0 || Other.Log[Log.Count - 1] == Log[^1]);

    private MemberServer Other => world.OtherOf(member).Server;

    private bool _follows;

    public void Write(int row)
    {
        Log.Add(row);
        _waiting.Add(row);
    }

    public void Replicate()
    {
        if (IsFed && world.Random.Next(4) > 0)
        {
            Log.AddRange(Other.Log.Skip(Log.Count));
            (_timeline, _grants) = (Other._timeline, Other._grants);
        }
    }

    /// <summary>Clients hear that their rows are there.</summary>
    public void Acknowledge()
    {
        if (Condition != ServerCondition.Primary)
        {
            return;
        }

        foreach (var row in _waiting.Where(row => !Waits || (Other.IsFed && Other.Log.Contains(row))).ToList())
        {
            world.Rows.Acknowledge(member, row);
            _waiting.Remove(row);
        }
    }

    /// <summary>The standby has everything.</summary>
    public void Drain()
    {
        if (Other.IsFed)
        {
            Other.Log.AddRange(Log.Skip(Other.Log.Count));
        }
    }

    /// <summary>However it came about.</summary>
    public void End()
    {
        Condition = HasData ? ServerCondition.Stopped : ServerCondition.Absent;
        _waiting.Clear();
    }

    public void Start(bool follows) => (Condition, _follows, Waits) = (ServerCondition.Standby, follows, false);

    public void Create() => (HasData, Condition) = (true, ServerCondition.Stopped);

    public string? Promote()
    {
        if (Condition == ServerCondition.Standby)
        {
            world.Rows.Promote(member);
            (Condition, _timeline, _follows, WasPromoted) = (ServerCondition.Primary, _timeline + 1, false, true);
        }

        return Runs ? null : "not running";
    }

    public string? Wait(bool waits)
    {
        Waits = Runs && waits;
        return !Runs ? "not running"
            : Waits && !(Other.IsFed && Other.Log.Count == Log.Count) ? "does not keep up"
            : null;
    }

    public string? Open(bool open)
    {
        _grants = Runs ? (open, _timeline) : _grants;
        return Runs ? null : "not running";
    }

    /// <summary>A rewind or a copy.</summary>
    public string? Rejoin()
    {
        if (!member.Reaches || Other.Condition != ServerCondition.Primary)
        {
            return "not ready";
        }

        Aside.AddRange(Log.Except(Other.Log));
        Log = [.. Other.Log];
        (_timeline, _grants) = (Other._timeline, Other._grants);
        (HasData, Condition, WasPromoted) = (true, ServerCondition.Stopped, false);
        return null;
    }
}

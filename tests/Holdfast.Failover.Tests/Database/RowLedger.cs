using Holdfast.Failover.Database;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Database;

/// <summary>
/// Who was told that which row is there. A breach of what was promised is an <see cref="InvalidOperationException"/>.
/// <para>
/// What was acknowledged while the standby had it is never lost. Nor is what one member acknowledged alone, but where the link was cut
/// and both have gone on: then one of them will be wrong, and what it acknowledged alone is kept aside.
/// </para>
/// </summary>
internal sealed class RowLedger(PairWorld world)
{
    private readonly HashSet<int> _acknowledged = [];
    private readonly HashSet<int> _alone = [];
    private readonly HashSet<int> _split = [];

    /// <summary>The link was cut, and the two have not agreed since who is right, or the wrong one still writes.</summary>
    private bool _parted;

    public int Acknowledged => _acknowledged.Count;

    public void Acknowledge(PairMember by, int row)
    {
        if (!by.Server.Waits && world.OtherOf(by).HoldsGrant)
        {
            throw new InvalidOperationException(
                $"{world.Now}: {by.Id} acknowledges alone while the other may be promoted"
            );
        }

        _acknowledged.Add(row);
        if (by.Server.Waits)
        {
            return;
        }

        _alone.Add(row);
        if (_parted && (IsSuperseded(by) || WillBeContested(by)))
        {
            _split.Add(row);
        }
    }

    /// <summary>An operator chose this one: what the other acknowledged alone may be missing.</summary>
    public void Allow(PairMember member) => _split.UnionWith(_alone.Except(member.Server.Log));

    /// <summary>Whoever is promoted has all of it.</summary>
    public void Promote(PairMember member)
    {
        var lost = Missing(member.Server.Log).Count();
        if (lost > 0)
        {
            throw new InvalidOperationException(
                $"{world.Now}: {member.Id} is promoted without {lost} acknowledged rows"
            );
        }
    }

    /// <summary>At each step.</summary>
    public void Watch()
    {
        var highest = world.Members.Max(member => member.Role.Highest);
        var agree = world.Members.All(member =>
            member.Listens
            && member.Role.Highest == highest
            && (!member.Writes || (member.Role.Active && !IsSuperseded(member)))
        );
        _parted = !world.LinkUp || (_parted && !agree);
    }

    public IEnumerable<int> Missing(IEnumerable<int> log) => _acknowledged.Except(_split).Except(log);

    public IEnumerable<int> NotEvenAside(IEnumerable<int> log, IEnumerable<int> aside) =>
        _acknowledged.Except(log).Except(aside);

    /// <summary>The other was promoted, or is just being, under a higher epoch.</summary>
    private bool IsSuperseded(PairMember by) => world.OtherOf(by).Reign > by.State.Memory.Reign;

    /// <summary>The other goes on alone, or may begin to, as it has not heard of this one's reign.</summary>
    private bool WillBeContested(PairMember by)
    {
        var other = world.OtherOf(by);
        return other.WentOnAlone
            || (other is { Role.Active: true, AgentFrozen: false } && other.Role.Highest < by.State.Memory.Reign);
    }
}

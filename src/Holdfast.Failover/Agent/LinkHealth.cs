using Holdfast.Failover.Roles;
using Holdfast.Linux.Network;

namespace Holdfast.Failover.Agent;

/// <summary>Whether the links of one unit are connected. A cable that is pulled is no matter of opinion: it counts at once.</summary>
internal sealed class LinkHealth(IReadOnlyList<string> links, LinkFacts facts)
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);
    private HealthVerdict? _told;

    /// <summary>When <see cref="Look"/> is due.</summary>
    public TimeSpan LookAt { get; private set; }

    /// <returns>What is to be told; null: nothing new.</returns>
    public HealthVerdict? Look(TimeSpan now)
    {
        if (now < LookAt)
        {
            return null;
        }

        LookAt = now + Often;
        var verdict = links.All(facts.IsConnected) ? HealthVerdict.Good : HealthVerdict.Failed;
        if (verdict == _told)
        {
            return null;
        }

        _told = verdict;
        return verdict;
    }
}

using Holdfast.Failover.Roles;
using Holdfast.Linux.Network;

namespace Holdfast.Failover.Health;

/// <summary>Whether the links of one unit are connected. A cable that is pulled is no matter of opinion: it counts at once.</summary>
internal sealed class LinkHealth(IReadOnlyList<string> links, LinkFacts facts)
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);
    private HealthOpinion _seen = HealthOpinion.Good;

    /// <summary>When the kernel is asked again.</summary>
    public TimeSpan LookAt { get; private set; }

    public HealthOpinion Look(TimeSpan now)
    {
        if (now >= LookAt)
        {
            LookAt = now + Often;
            _seen = Ask();
        }

        return _seen;
    }

    private HealthOpinion Ask()
    {
        var off = string.Join(", ", links.Where(link => !facts.IsConnected(link)));
        return off.Length == 0
            ? HealthOpinion.Good
            : new HealthOpinion(HealthVerdict.Failed, $"{off} is not connected");
    }
}

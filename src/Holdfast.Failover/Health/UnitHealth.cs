namespace Holdfast.Failover.Health;

/// <summary>Links of one unit and programs of this machine together. For one thread.</summary>
internal sealed class UnitHealth(LinkHealth links, ReportedHealth reported)
{
    private HealthOpinion? _told;

    /// <summary>When <see cref="Look"/> is due, whatever happens before.</summary>
    public TimeSpan LookAt => links.LookAt;

    /// <summary>Why it is not healthy; null: nothing is wrong, or not known yet.</summary>
    public string? Reason => _told?.Reason;

    /// <returns>What is to be told; null: nothing new.</returns>
    public HealthOpinion? Look(TimeSpan now)
    {
        var (cable, said) = (links.Look(now), reported.Look(now));
        var all = said is null ? (cable.Reason is null ? null : cable) : cable.With(said);
        if (all is null || all == _told)
        {
            return null;
        }

        _told = all;
        return all;
    }
}

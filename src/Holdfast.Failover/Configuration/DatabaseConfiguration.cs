namespace Holdfast.Failover.Configuration;

/// <summary>The PostgreSQL that the two members keep: the same on both.</summary>
public sealed record DatabaseConfiguration
{
    /// <summary>Vrid of the unit that the primary follows.</summary>
    public required int Unit { get; init; }

    /// <summary>One for each member.</summary>
    public required IReadOnlyList<DatabaseMemberConfiguration> Members { get; init; }

    /// <summary>Of the role <c>holdfast</c>, which owns the database <c>holdfast</c>.</summary>
    public required string Password { get; init; }

    /// <summary>Of the role with which the members speak to each other's server.</summary>
    public required string ReplicationPassword { get; init; }

    /// <summary>
    /// 500 to 60 000: how long a standby that the primary does not answer any more may promote itself; writes wait so long, and a little
    /// more, when the standby dies. Longer than a takeover takes to begin.
    /// </summary>
    public int GrantMilliseconds { get; init; } = 1500;

    /// <summary>64 to 1 048 576: so much of what a dead standby lacks is kept for it; then it is copied anew.</summary>
    public int KeptMegabytes { get; init; } = 1024;
}

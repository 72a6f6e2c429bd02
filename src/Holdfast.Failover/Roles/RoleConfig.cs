using System.Net;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles;

/// <summary>What the administrator decided for one member and one unit of addresses.</summary>
public sealed record RoleConfig
{
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);

    public static readonly TimeSpan LongestInterval = TimeSpan.FromMilliseconds(40_950);

    public required MemberId Self { get; init; }

    /// <summary>All of the group, 2 to 8, with this one.</summary>
    public required IReadOnlyList<MemberId> Members { get; init; }

    /// <summary>
    /// 1 to 254, different on all members: the higher one waits less before it claims. It decides nothing else among our own members
    /// unless <see cref="Preempts"/>.
    /// </summary>
    public byte Priority { get; init; } = 100;

    /// <summary>Between two heartbeats, 10 ms to 40.95 s in whole centiseconds, the same on all members.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>1 or 2 ways by which heartbeats travel.</summary>
    public int Paths { get; init; } = 1;

    /// <summary>Our address on each path. Breaks a tie with a plain peer of the same priority.</summary>
    public IReadOnlyList<IPAddress> PrimaryAddresses { get; init; } = [];

    /// <summary>Whether heartbeats have trailers. Without, a standby is silent, so no active member knows of it and can give it the role.</summary>
    public bool SpeaksStatus { get; init; } = true;

    /// <summary>
    /// The role goes to whoever is ready and has the highest priority; the same on all members. Off: nothing ever moves back by itself.
    /// </summary>
    public bool Preempts { get; init; }

    /// <summary>Claim also with a database that may lack what was acknowledged.</summary>
    public bool AllowsDegraded { get; init; }

    /// <summary>A claim needs the lease of a witness.</summary>
    public bool HasWitness { get; init; }

    /// <summary>A claim needs a sign that it is not this member that is cut off.</summary>
    public bool TestsIsolation { get; init; }

    public RolePatience Patience { get; init; } = new();

    /// <summary>Whether all is within what is said above.</summary>
    public bool IsPossible =>
        Priority is not (0 or 255)
        && Paths is (1 or 2)
        && Interval >= ShortestInterval
        && Interval <= LongestInterval
        && Members.Count is >= 2 and <= 8
        && Members.Distinct().Count() == Members.Count
        && Members.Contains(Self)
        && !Members.Contains(MemberId.Nobody);
}

namespace Holdfast.Failover.Database;

/// <summary>Whose data it is.</summary>
public enum DatabaseMember
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>A copy of the other member's.</summary>
    Follower,

    /// <summary>It was about to be promoted, or was just promoted, under <see cref="DatabaseMemory.Reign"/>: the other may have gone on.</summary>
    Claimant,

    /// <summary>Its own, since <see cref="DatabaseMemory.Reign"/>.</summary>
    Leader,
}

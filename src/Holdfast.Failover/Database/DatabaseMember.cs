namespace Holdfast.Failover.Database;

/// <summary>Whose data it is.</summary>
public enum DatabaseMember
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>A copy of the other member's.</summary>
    Follower,

    /// <summary>Its own, since <see cref="DatabaseMemory.Reign"/>.</summary>
    Leader,
}

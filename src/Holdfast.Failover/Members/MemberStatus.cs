namespace Holdfast.Failover.Members;

/// <summary>What a member tells the others of itself, several times a second: the authenticated part of a heartbeat.</summary>
/// <param name="HoldsAddresses">The kernel is told to keep the addresses here.</param>
/// <param name="Ready">A standby that would take the role if it were asked: healthy, listening, not held, with a database that allows it.</param>
/// <param name="Successor">Whom the active member asks to take over; <see cref="MemberId.Nobody"/> else.</param>
/// <param name="Epoch">Of an active member: its own. Of others: of the active member that they hear themselves; none when they hear none.</param>
/// <param name="Highest">The highest epoch that the member has ever heard of or stored.</param>
/// <param name="Position">How far its copy of the database is, in the database's own count; 0 when it keeps none.</param>
public sealed record MemberStatus(
    MemberId Member,
    Role Role,
    bool Healthy,
    bool HoldsAddresses,
    bool Ready,
    DatabaseStanding Standing,
    MemberId Successor,
    Epoch Epoch,
    Epoch Highest,
    ulong Position
);

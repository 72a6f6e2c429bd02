using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Events;

/// <param name="Position">In the database's own count.</param>
public sealed record DatabaseChanged(DatabaseStanding Standing, ulong Position) : RoleEvent;

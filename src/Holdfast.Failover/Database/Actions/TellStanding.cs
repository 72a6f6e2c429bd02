using Holdfast.Failover.Members;

namespace Holdfast.Failover.Database.Actions;

/// <summary>For the role's machine: whether this member may claim.</summary>
public sealed record TellStanding(DatabaseStanding Standing, ulong Position) : DatabaseAction;

using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles;

/// <summary>The active member has asked another to take over.</summary>
/// <param name="Until">When it is undone.</param>
/// <param name="ThenStop">The operator has asked this member to stop, so it stops in any case.</param>
public sealed record HandOver(MemberId Successor, TimeSpan Until, ChangeReason Reason, bool ThenStop);

using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Events;

/// <summary>The operator wants another member to be active. Given to the active one.</summary>
/// <param name="Successor"><see cref="MemberId.Nobody"/>: whoever is best.</param>
public sealed record SwitchOverAsked(MemberId Successor) : RoleEvent;

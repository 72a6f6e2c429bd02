namespace Holdfast.Failover.Roles.Actions;

/// <summary>
/// Find out whether this member reaches anything beside the group, such as its gateway; the answer is
/// <see cref="Events.IsolationTested"/>, always, within a second.
/// </summary>
public sealed record TestIsolation : RoleAction
{
    public static readonly TestIsolation Instance = new();
}

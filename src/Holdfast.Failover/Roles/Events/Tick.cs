namespace Holdfast.Failover.Roles.Events;

/// <summary>Only time has passed. Given at <see cref="RoleMachine.WakeAt"/>, after all that had arrived by then.</summary>
public sealed record Tick : RoleEvent
{
    public static readonly Tick Instance = new();
}

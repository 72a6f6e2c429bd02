namespace Holdfast.Portal.Features.Health;

/// <summary>How one thing is. In the order of how bad it is.</summary>
public enum HealthState
{
    Good,

    /// <summary>Works, and somebody should see to it.</summary>
    Warn,

    Bad,
}

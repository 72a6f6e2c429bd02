namespace Holdfast.Failover.Roles;

/// <summary>The last isolation test.</summary>
internal sealed record IsolationView
{
    public TimeSpan AskedAt { get; init; } = RoleTiming.Never;

    public TimeSpan AnsweredAt { get; init; } = RoleTiming.Never;

    public IsolationResult? Result { get; init; }
}

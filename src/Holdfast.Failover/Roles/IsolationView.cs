namespace Holdfast.Failover.Roles;

/// <summary>The last isolation test.</summary>
internal sealed record IsolationView
{
    public TimeSpan AskedAt { get; init; } = RoleTiming.Never;

    public TimeSpan AnsweredAt { get; init; } = RoleTiming.Never;

    public IsolationResult? Result { get; init; }

    /// <summary>The first of the tests in a row that found us isolated; <see cref="RoleTiming.Never"/>: the last one did not.</summary>
    public TimeSpan IsolatedSince { get; init; } = RoleTiming.Never;
}

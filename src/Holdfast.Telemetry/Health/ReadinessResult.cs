namespace Holdfast.Telemetry.Health;

/// <param name="ReasonAgainst">Null: all is well.</param>
public sealed record ReadinessResult(string Name, string? ReasonAgainst)
{
    public bool Good => ReasonAgainst is null;
}

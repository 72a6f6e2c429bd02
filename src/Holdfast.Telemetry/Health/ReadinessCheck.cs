namespace Holdfast.Telemetry.Health;

/// <summary>A check that is a function.</summary>
public sealed class ReadinessCheck(string name, Func<CancellationToken, ValueTask<string?>> check) : IReadinessCheck
{
    public ReadinessCheck(string name, Func<string?> check)
        : this(name, _ => ValueTask.FromResult(check())) { }

    public string Name => name;

    public ValueTask<string?> ReasonAgainstAsync(CancellationToken cancel) => check(cancel);
}

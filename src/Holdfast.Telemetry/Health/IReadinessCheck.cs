namespace Holdfast.Telemetry.Health;

/// <summary>One condition without which the process cannot serve users.</summary>
public interface IReadinessCheck
{
    /// <summary>A short word, for example <c>database</c>.</summary>
    string Name { get; }

    /// <returns>Null: all is well. Otherwise why not, in one line without secrets.</returns>
    ValueTask<string?> ReasonAgainstAsync(CancellationToken cancel);
}

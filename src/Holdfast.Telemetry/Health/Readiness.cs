namespace Holdfast.Telemetry.Health;

/// <summary>Whether the process can serve users, and if not, why. Thread-safe.</summary>
public sealed class Readiness(IEnumerable<IReadinessCheck> checks)
{
    /// <summary>Who asks is a balancer that waits for seconds at most.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<IReadinessCheck> _checks = [.. checks];

    /// <summary>One result for each check, in their order.</summary>
    public async Task<IReadOnlyList<ReadinessResult>> AskAsync(CancellationToken cancel) =>
        await Task.WhenAll(_checks.Select(check => AskAsync(check, cancel)));

    private static async Task<ReadinessResult> AskAsync(IReadinessCheck check, CancellationToken cancel)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(Limit);
        try
        {
            // A check that forgets its token must not hold up the answer.
            return new(check.Name, await check.ReasonAgainstAsync(limited.Token).AsTask().WaitAsync(limited.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(check.Name, $"No answer within {Limit.TotalSeconds} s.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The message may hold anything; the log has it from where it happened.
            return new(check.Name, $"Failed with {e.GetType().Name}.");
        }
    }
}

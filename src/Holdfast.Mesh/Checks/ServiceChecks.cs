using System.Net;

namespace Holdfast.Mesh.Checks;

/// <summary>All checks of this host and what they found. Not for several threads, but for what runs them.</summary>
internal sealed class ServiceChecks(IReadOnlyList<ServiceCheck> checks, CheckRules rules, TimeProvider time)
    : IDisposable
{
    private readonly Asker _asker = new(rules, time);

    private readonly Dictionary<ServiceCheck, ServiceHealth> _health = checks
        .Distinct()
        .ToDictionary(check => check, _ => new ServiceHealth(rules));

    public IReadOnlyDictionary<ServiceCheck, ServiceHealth> Health => _health;

    /// <returns>All that the prefix needs is well; null: it needs nothing.</returns>
    public bool? IsWell(IPNetwork prefix)
    {
        var needed = _health.Where(pair => pair.Key.Prefix is not { } only || only == prefix).ToList();
        return needed.Count == 0 ? null : needed.TrueForAll(pair => pair.Value.IsWell);
    }

    /// <returns>True: the service is well now and was not, or the other way round.</returns>
    public bool Take(ServiceCheck check, string? why) => _health[check].Take(why);

    /// <summary>Checks, again and again, until cancelled.</summary>
    /// <param name="found">A check, and why it failed, or null. May come from any thread.</param>
    public Task RunAsync(Action<ServiceCheck, string?> found, CancellationToken cancel) =>
        Task.WhenAll(_health.Keys.Select(check => RunAsync(check, found, cancel)));

    public void Dispose() => _asker.Dispose();

    private async Task RunAsync(ServiceCheck check, Action<ServiceCheck, string?> found, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(rules.Interval, time);
        try
        {
            do
            {
                found(check, await _asker.AskAsync(check, cancel));
            } while (await timer.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}

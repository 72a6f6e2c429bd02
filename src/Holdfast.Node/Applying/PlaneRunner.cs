using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Applying;

/// <summary>
/// Calls one data plane: one call at a time, in bounded time, and whatever it throws becomes a failure. Knows what is not as it
/// should be.
/// </summary>
internal sealed partial class PlaneRunner(IDataPlane plane, ApplierOptions options, TimeProvider time, ILogger log)
{
    private Task<IReadOnlyList<ApplyFailure>> _running = Task.FromResult<IReadOnlyList<ApplyFailure>>([]);
    private Task _preparing = Task.CompletedTask;
    private List<ApplyFailure> _failures = [];

    public IReadOnlyList<ApplyFailure> Failures => _failures;

    /// <summary>A change was missed or failed as a whole: only a comparison of everything helps.</summary>
    public bool IsBehind { get; private set; }

    private string Name => plane.GetType().Name;

    public IReadOnlyList<ServiceStatus> Status() => plane.Status();

    /// <returns>Why not everything is taken away; null: it is.</returns>
    public async Task<Problem?> RemoveAsync(CancellationToken cancel)
    {
        try
        {
            await plane.RemoveAsync(cancel);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Threw(log, Name, e);
            return NodeProblems.NotRemoved.At(Name, e.Message);
        }
    }

    /// <summary>Begins what <see cref="ReconcileAsync"/> then waits for.</summary>
    public void Prepare(NodeState desired, CancellationToken cancel)
    {
        if (_running.IsCompleted)
        {
            _preparing = Task.Run(() => plane.PrepareAsync(desired, cancel), cancel);
        }
    }

    public async Task ReconcileAsync(NodeState desired, CancellationToken cancel)
    {
        var result = await CallAsync(c => MendAsync(desired, c), options.ReconcileTimeout, cancel);
        IsBehind = result.Failure is not null;
        _failures = [.. result.Failure is { } failure ? [.. _failures, failure] : result.Failures];
    }

    public async Task ApplyAsync(NodeState desired, StateDifference difference, CancellationToken cancel)
    {
        var result = await CallAsync(c => plane.ApplyAsync(desired, difference, c), options.ApplyTimeout, cancel);
        _failures.RemoveAll(f => Concerns(f, difference));
        _failures.AddRange(result.Failures);
        if (result.Failure is { } whole)
        {
            IsBehind = true;
            _failures.Add(whole);
            _failures.AddRange(Each(difference, whole));
        }

        _failures = [.. _failures.Distinct()];
    }

    private async Task<IReadOnlyList<ApplyFailure>> MendAsync(NodeState desired, CancellationToken cancel)
    {
        await _preparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await plane.ReconcileAsync(desired, cancel);
    }

    /// <summary>Nobody may believe that a configuration works when its plane did not answer.</summary>
    private static IEnumerable<ApplyFailure> Each(StateDifference difference, ApplyFailure whole) =>
        difference
            .Peers.Select(p => (p.ConfigurationId, p.ProfileId))
            .Concat(difference.Clients.Select(c => (c.ConfigurationId, c.ProfileId)))
            .Select(c => whole with { ConfigurationId = c.ConfigurationId, ProfileId = c.ProfileId });

    private static bool Concerns(ApplyFailure failure, StateDifference difference) =>
        failure.ConfigurationId is { } id
        && (
            difference.Peers.Any(p => p.ConfigurationId == id)
            || difference.RemovedPeers.Any(p => p.ConfigurationId == id)
            || difference.Clients.Any(c => c.ConfigurationId == id)
            || difference.RemovedClients.Any(c => c.ConfigurationId == id)
        );

    private async Task<(IReadOnlyList<ApplyFailure> Failures, ApplyFailure? Failure)> CallAsync(
        Func<CancellationToken, Task<IReadOnlyList<ApplyFailure>>> call,
        TimeSpan limit,
        CancellationToken cancel
    )
    {
        if (!_running.IsCompleted)
        {
            return ([], Failure("It has not come back from an earlier call."));
        }

        using var timeout = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            _running = call(both.Token);
            return (await _running.WaitAsync(both.Token), null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Log.TooSlow(log, Name, limit);
            return ([], Failure($"It did not come back within {limit.TotalSeconds} s."));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Threw(log, Name, e);
            return ([], Failure(e.Message));
        }
    }

    private ApplyFailure Failure(string detail) =>
        new(ConfigurationId: null, ProfileId: "", NodeProblems.PlaneFailed.Id, $"{Name}: {detail}");
}

using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Applying;

/// <summary>All data planes. Those of one stage work side by side; a stage begins when the one before has ended.</summary>
internal sealed class PlaneStages(
    IReadOnlyList<IReadOnlyList<IDataPlane>> stages,
    ApplierOptions options,
    TimeProvider time,
    ILogger log
)
{
    private readonly PlaneRunner[][] _stages =
    [
        .. stages.Select(s => s.Select(p => new PlaneRunner(p, options, time, log)).ToArray()),
    ];

    private IEnumerable<PlaneRunner> All => _stages.SelectMany(s => s);

    public IEnumerable<ApplyFailure> Failures => All.SelectMany(p => p.Failures);

    public bool NeedsRetry => All.Any(p => p.IsBehind || p.Failures.Count > 0);

    public IReadOnlyList<ServiceStatus> Status() => [.. All.SelectMany(p => p.Status())];

    public Task ReconcileAsync(NodeState desired, CancellationToken cancel)
    {
        foreach (var later in _stages.Skip(1).SelectMany(s => s))
        {
            later.Prepare(desired, cancel);
        }

        return EachAsync(p => p.ReconcileAsync(desired, cancel));
    }

    public Task ApplyAsync(NodeState desired, StateDifference difference, CancellationToken cancel) =>
        EachAsync(p => p.ApplyAsync(desired, difference, cancel));

    /// <summary>The last stage first; one that fails does not keep the others.</summary>
    public async Task<IReadOnlyList<Problem>> RemoveAsync(CancellationToken cancel)
    {
        List<Problem> problems = [];
        foreach (var stage in _stages.Reverse())
        {
            problems.AddRange((await Task.WhenAll(stage.Select(p => p.RemoveAsync(cancel)))).OfType<Problem>());
        }

        return problems;
    }

    private async Task EachAsync(Func<PlaneRunner, Task> call)
    {
        foreach (var stage in _stages)
        {
            await Task.WhenAll(stage.Select(call));
        }
    }
}

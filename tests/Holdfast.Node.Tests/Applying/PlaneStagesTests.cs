using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.Applying;

public class PlaneStagesTests
{
    [Fact]
    public async Task Reconcile_LaterStage_IsPreparedWhileTheFirstWorks()
    {
        var later = new Preparing(Task.CompletedTask);
        var first = new FakePlane { Before = stop => later.Prepared.WaitAsync(TimeSpan.FromSeconds(30), stop) };

        await Stages(first, later).ReconcileAsync(NodeState.Empty, default);

        Assert.True(later.Reconciled);
    }

    [Fact]
    public async Task Reconcile_StillPreparing_WaitsForIt()
    {
        var gate = new TaskCompletionSource();
        var later = new Preparing(gate.Task);

        var reconciling = Stages(new FakePlane(), later).ReconcileAsync(NodeState.Empty, default);

        await later.Prepared;
        Assert.False(later.Reconciled);
        gate.SetResult();
        await reconciling;
        Assert.True(later.Reconciled);
    }

    [Fact]
    public async Task Reconcile_PreparationThrows_IsOnlyReconciled()
    {
        var later = new Preparing(Task.FromException(new IOException("no")));
        var stages = Stages(new FakePlane(), later);

        await stages.ReconcileAsync(NodeState.Empty, default);

        Assert.True(later.Reconciled);
        Assert.Empty(stages.Failures);
    }

    private static PlaneStages Stages(IDataPlane first, IDataPlane later) =>
        new(
            [
                [first],
                [later],
            ],
            new ApplierOptions(),
            TimeProvider.System,
            NullLogger.Instance
        );

    private sealed class Preparing(Task work) : IDataPlane
    {
        private readonly TaskCompletionSource _began = new();
        private volatile bool _reconciled;

        public Task Prepared => _began.Task;

        public bool Reconciled => _reconciled;

        public Task PrepareAsync(NodeState desired, CancellationToken cancel)
        {
            _began.TrySetResult();
            return work;
        }

        public Task<IReadOnlyList<ApplyFailure>> ReconcileAsync(NodeState desired, CancellationToken cancel)
        {
            _reconciled = true;
            return Task.FromResult<IReadOnlyList<ApplyFailure>>([]);
        }

        public Task<IReadOnlyList<ApplyFailure>> ApplyAsync(
            NodeState desired,
            StateDifference difference,
            CancellationToken cancel
        ) => Task.FromResult<IReadOnlyList<ApplyFailure>>([]);

        public IReadOnlyList<ServiceStatus> Status() => [];

        public Task RemoveAsync(CancellationToken cancel) => Task.CompletedTask;
    }
}

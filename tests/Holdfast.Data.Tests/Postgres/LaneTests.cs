using Holdfast.Data.Postgres;
using Holdfast.Data.Problems;

namespace Holdfast.Data.Tests.Postgres;

public sealed class LaneTests
{
    [Fact]
    public async Task EnterAsync_MoreThanMayWait_ToldAtOnce()
    {
        using var lane = new Lane(1, Timeout.InfiniteTimeSpan);
        await lane.EnterAsync(CancellationToken.None);
        var waiting = Enumerable.Range(0, 10).Select(_ => lane.EnterAsync(CancellationToken.None)).ToList();

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => lane.EnterAsync(CancellationToken.None));

        Assert.Equal(DatabaseProblems.Overloaded, refusal.Problem.Kind);
        Assert.All(waiting, waits => Assert.False(waits.IsCompleted));
        foreach (var _ in waiting)
        {
            lane.Leave();
        }

        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task EnterAsync_NobodyLeaves_GivesUp()
    {
        using var lane = new Lane(1, TimeSpan.FromMilliseconds(1));
        await lane.EnterAsync(CancellationToken.None);

        await Assert.ThrowsAsync<DatabaseException>(() => lane.EnterAsync(CancellationToken.None));
        lane.Leave();
        await lane.EnterAsync(CancellationToken.None);
    }

    [Fact]
    public async Task EnterAsync_Cancelled_TakesNoPlace()
    {
        using var lane = new Lane(1, Timeout.InfiniteTimeSpan);
        using var cancel = new CancellationTokenSource();
        await lane.EnterAsync(CancellationToken.None);
        var waiting = lane.EnterAsync(cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        lane.Leave();
        await lane.EnterAsync(CancellationToken.None);
    }
}

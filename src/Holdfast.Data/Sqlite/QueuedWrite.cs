namespace Holdfast.Data.Sqlite;

/// <summary>A unit of work on its way through the writer. It can be withdrawn until the writer has started it.</summary>
internal abstract class QueuedWrite
{
    private const int Queued = 0;
    private const int Started = 1;
    private const int Withdrawn = 2;

    private int _state;

    /// <summary>For the writer. False: it was withdrawn and is to be left out.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Queued) == Queued;

    /// <summary>Runs the work to its end. What it throws is the caller's.</summary>
    public abstract void Run(SqliteUnit unit);

    /// <summary>The changes of the last run are durable.</summary>
    public abstract void Succeed();

    /// <summary>None of the changes is there.</summary>
    public abstract void Fail(Exception exception);

    protected bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Queued) == Queued;
}

/// <param name="longest">
/// Work has nothing to wait for but its own statements; who waits for something else holds up everybody, and is stopped.
/// </param>
internal sealed class QueuedWrite<T>(Func<IUnitOfWork, Task<T>> work, TimeSpan longest) : QueuedWrite
{
    private readonly TaskCompletionSource<(T Result, IReadOnlyList<Action> ToTell)> _done = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private (T Result, IReadOnlyList<Action> ToTell) _last;

    public Task<(T Result, IReadOnlyList<Action> ToTell)> Done => _done.Task;

    public void Withdraw(CancellationToken cancel)
    {
        if (TryWithdraw())
        {
            _done.TrySetCanceled(cancel);
        }
    }

    public override void Run(SqliteUnit unit)
    {
        var running = work(unit);
#pragma warning disable VSTHRD002, MA0042 // The writer's thread is its own, and runs nothing else before this has ended.
        if (Task.WaitAny([running], longest) < 0)
        {
            throw new TimeoutException($"A unit of work held the writer for more than {longest.TotalSeconds} s.");
        }

        _last = (running.GetAwaiter().GetResult(), unit.ToTell);
#pragma warning restore VSTHRD002, MA0042
    }

    public override void Succeed() => _done.TrySetResult(_last);

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}

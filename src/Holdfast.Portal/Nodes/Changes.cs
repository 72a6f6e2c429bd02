namespace Holdfast.Portal.Nodes;

/// <summary>Counts changes, and wakes all who wait for the next. Thread-safe.</summary>
public sealed class Changes
{
    private readonly Lock _changing = new();
    private long _count;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Count => Interlocked.Read(ref _count);

    public void Tell()
    {
        TaskCompletionSource told;
        lock (_changing)
        {
            Interlocked.Increment(ref _count);
            told = _next;
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        told.TrySetResult();
    }

    /// <summary>Returns when there were more than <paramref name="seen"/>.</summary>
    public Task WaitAsync(long seen, CancellationToken cancel)
    {
        lock (_changing)
        {
            return _count > seen ? Task.CompletedTask : _next.Task.WaitAsync(cancel);
        }
    }
}

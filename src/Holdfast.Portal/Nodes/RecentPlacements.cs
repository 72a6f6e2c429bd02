namespace Holdfast.Portal.Nodes;

/// <summary>
/// Counts the clients sent to a node in the last seconds, until the node's own figures hold them. Only for the choice of a node;
/// another portal's are missing, which evens out because it counts its own and orders equal nodes its own way.
/// </summary>
internal sealed class RecentPlacements(TimeProvider clock)
{
    /// <summary>A node reports every 5 s; an app connects within a second or two.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Queue<long> _placements = new();

    public int Recent
    {
        get
        {
            lock (_lock)
            {
                Forget();
                return _placements.Count;
            }
        }
    }

    public void Add()
    {
        lock (_lock)
        {
            Forget();
            _placements.Enqueue(clock.GetTimestamp());
        }
    }

    private void Forget()
    {
        while (_placements.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) > Window)
        {
            _placements.Dequeue();
        }
    }
}

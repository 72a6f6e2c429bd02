using Holdfast.Data.Problems;

namespace Holdfast.Data.Postgres;

/// <summary>
/// As many at once as there are connections; a bounded number waits, for a bounded time. The others are told at once, so that a
/// database that stands still does not make everybody who asks wait behind it.
/// </summary>
internal sealed class Lane(int width, TimeSpan longestWait) : IDisposable
{
    /// <summary>How many may wait for each that runs.</summary>
    private const int WaitingForEach = 10;

    private readonly SemaphoreSlim _places = new(width);
    private int _waiting;

    /// <exception cref="DatabaseException">Too many wait already, or it took too long.</exception>
    public async Task EnterAsync(CancellationToken cancel)
    {
        if (await _places.WaitAsync(TimeSpan.Zero, cancel))
        {
            return;
        }

        try
        {
            if (
                Interlocked.Increment(ref _waiting) > width * WaitingForEach
                || !await _places.WaitAsync(longestWait, cancel)
            )
            {
                throw new DatabaseException(
                    DatabaseProblems.Overloaded.At("PostgreSQL", $"All {width} connections are in use.")
                );
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Leave() => _places.Release();

    public void Dispose() => _places.Dispose();
}

using System.Collections.Immutable;

namespace Holdfast.Node.Applying;

/// <summary>Who wants to be told of something. Thread-safe.</summary>
public sealed class Listeners<T>
{
    private ImmutableList<Entry> _entries = [];

    /// <param name="listener">Must not block.</param>
    /// <returns>Ends it when disposed.</returns>
    public IDisposable Add(Action<T> listener)
    {
        var entry = new Entry(this, listener);
        ImmutableInterlocked.Update(ref _entries, entries => entries.Add(entry));
        return entry;
    }

    public void Tell(T news)
    {
        foreach (var entry in _entries)
        {
            entry.Listener(news);
        }
    }

    private sealed class Entry(Listeners<T> owner, Action<T> listener) : IDisposable
    {
        public Action<T> Listener => listener;

        public void Dispose() => ImmutableInterlocked.Update(ref owner._entries, entries => entries.Remove(this));
    }
}

using System.Runtime.InteropServices;
using Holdfast.Linux.Interop;

namespace Holdfast.Linux.Polling;

/// <summary>
/// Waits until one of several descriptors has something to read. For a thread of its own that must not depend on whether the thread
/// pool has time. Not for several threads.
/// </summary>
public sealed class Readiness
{
    private readonly IReadOnlyList<IPollable> _watched;
    private readonly PollEntry[] _entries;

    /// <param name="watched">Not disposed while it is waited for.</param>
    public Readiness(IReadOnlyList<IPollable> watched)
    {
        _watched = watched;
        _entries = new PollEntry[watched.Count];
    }

    /// <summary>Ends early when a signal comes.</summary>
    /// <param name="patience">Rounded up to milliseconds; nothing or less: looks, and does not wait.</param>
    /// <returns>False: nothing has come.</returns>
    public bool Wait(TimeSpan patience)
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            _entries[i] = new PollEntry
            {
                Descriptor = (int)_watched[i].Descriptor.DangerousGetHandle(),
                Wanted = PollEntry.Readable,
            };
        }

        var milliseconds = (int)Math.Clamp(Math.Ceiling(patience.TotalMilliseconds), 0, int.MaxValue);
        var ready = LibC.Poll(_entries, (nuint)_entries.Length, milliseconds);
        return ready >= 0 || Marshal.GetLastPInvokeError() == Errno.InterruptedCall
            ? ready > 0
            : throw new IOException($"poll: {Errno.Text(Marshal.GetLastPInvokeError())}");
    }

    /// <summary>After <see cref="Wait"/>.</summary>
    public bool IsReady(int index) => _entries[index].Found != 0;
}

using Holdfast.Linux.Files;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;
using Holdfast.Node.Applying;

namespace Holdfast.Node.State;

/// <summary>
/// Keeps the desired state on the disk: a snapshot, and a journal of what changed since. One caller at a time.
/// See <c>docs/protocols/node-state.md</c>.
/// </summary>
public sealed class StateJournal : IAsyncDisposable
{
    /// <summary>Journals smaller than this are not worth a new snapshot.</summary>
    private const long SmallJournal = 1024 * 1024;

    private readonly StatePaths _paths;
    private readonly TimeProvider _time;
    private JournalFile? _journal;
    private long _next;
    private Task _compaction = Task.CompletedTask;

    private StateJournal(StatePaths paths, TimeProvider time, JournalFile? journal, long next)
    {
        _paths = paths;
        _time = time;
        _journal = journal;
        _next = next;
    }

    /// <summary>Reads what is there. What is damaged is set aside and told of in <see cref="StoredState.Damage"/>.</summary>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public static (StateJournal Journal, StoredState State) Open(string folder, TimeProvider time) =>
        Open(folder, time, listener: null);

    /// <inheritdoc cref="Open(string, TimeProvider)"/>
    internal static (StateJournal Journal, StoredState State) Open(
        string folder,
        TimeProvider time,
        IStateListener? listener
    )
    {
        var paths = new StatePaths(folder);
        var read = new StateLoader(paths, listener).Load();
        if (!read.Succeeded)
        {
            paths.SetAside(time.GetUtcNow());
            var nothing = StoredState.Nothing with { Damage = read.Problems[0] };
            return (new StateJournal(paths, time, journal: null, next: 1), nothing);
        }

        var loaded = read.Value;
        var journal = loaded.Journal is { } last ? JournalFile.Continue(paths, last.Generation, last.Length) : null;
        return (new StateJournal(paths, time, journal, loaded.Next), loaded.State);
    }

    /// <summary>Returns when the change is on the disk, or why it cannot be; then the next save stores everything.</summary>
    /// <param name="after">The state with the change.</param>
    public async Task<Problem?> SaveAsync(StateChange change, EffectiveState after, CancellationToken cancel)
    {
        try
        {
            await Task.Run(() => SaveNowAsync(change, after), cancel);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _journal?.Dispose();
            _journal = null;
            return NodeProblems.StateNotSaved.At(_paths.Folder, e.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _compaction.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _journal?.Dispose();
    }

    private async Task SaveNowAsync(StateChange change, EffectiveState after)
    {
        if (_journal is null || change.IsWhole)
        {
            await ReplaceAsync(after);
            return;
        }

        _journal.Append(
            new StateRecord
            {
                Delta = change.Delta,
                Lapsed = change.Ended.Count > 0 ? new(_time.GetUtcNow(), change.Ended) : null,
            }
        );
        CompactWhenLong(after);
    }

    private async Task ReplaceAsync(EffectiveState state)
    {
        await _compaction.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _journal?.Dispose();
        _journal = null;
        var generation = _next++;
        WriteSnapshot(state, generation);
        _journal = JournalFile.Create(_paths, generation, state.Desired.Revision, _time.GetUtcNow());
    }

    /// <summary>Further changes go to a new journal at once; the snapshot to which it belongs is written beside the work.</summary>
    private void CompactWhenLong(EffectiveState state)
    {
        if (!_compaction.IsCompleted || _journal!.Length < Math.Max(SmallJournal, SnapshotLength()))
        {
            return;
        }

        var generation = _next;
        var journal = JournalFile.Create(_paths, generation, state.Desired.Revision, _time.GetUtcNow());
        _next++;
        _journal.Dispose();
        _journal = journal;
        _compaction = Task.Run(() => WriteSnapshot(state, generation));
    }

    private long SnapshotLength() => new FileInfo(_paths.Snapshot) is { Exists: true } file ? file.Length : 0;

    private void WriteSnapshot(EffectiveState state, long generation)
    {
        DurableFile.Replace(_paths.Snapshot, file => SnapshotFile.Write(file, state, generation, _time.GetUtcNow()));
        foreach (var old in _paths.Journals().Where(g => g < generation))
        {
            File.Delete(_paths.Journal(old));
        }
    }
}

/// <summary>What is new in a state.</summary>
/// <param name="IsWhole">Everything may be; <paramref name="Delta"/> does not tell.</param>
/// <param name="Ended">Configurations that have expired, with their end.</param>
public sealed record StateChange(bool IsWhole, NodeDelta? Delta, IReadOnlyDictionary<Guid, DateTimeOffset> Ended);

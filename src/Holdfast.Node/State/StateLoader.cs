using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;

namespace Holdfast.Node.State;

/// <summary>Reads snapshot and journals. Cuts a torn end; anything else that is wrong is damage.</summary>
internal sealed class StateLoader(StatePaths paths, IStateListener? listener = null)
{
    /// <param name="Journal">The last journal and how much of it is whole; null: there is none.</param>
    /// <param name="Next">Generation for the next file.</param>
    public sealed record Loaded(StoredState State, (long Generation, long Length)? Journal, long Next);

    public Outcome<Loaded> Load()
    {
        var journals = paths.Journals();
        if (!File.Exists(paths.Snapshot))
        {
            return journals.Count == 0
                ? new Loaded(StoredState.Nothing, Journal: null, Next: 1)
                : Damaged(paths.Snapshot, "It is missing, its journal is there.");
        }

        using var file = File.OpenRead(paths.Snapshot);
        return SnapshotFile.Read(file, listener) is { } snapshot
            ? Replay(snapshot.State, snapshot.Generation, [.. journals.Where(g => g >= snapshot.Generation)])
            : Damaged(paths.Snapshot, "It is not whole, or was written by another version.");
    }

    private Outcome<Loaded> Replay(StoredState state, long generation, IReadOnlyList<long> journals)
    {
        (long, long)? last = null;
        for (var i = 0; i < journals.Count; i++)
        {
            var isLast = i == journals.Count - 1;
            if (journals[i] != generation + i || ReplayOne(ref state, journals[i], isLast) is not { } length)
            {
                return Damaged(paths.Journal(journals[i]), "Records in it are missing or not whole.");
            }

            last = length == 0 ? null : (journals[i], length);
        }

        return new Loaded(state, last, journals.Count == 0 ? generation + 1 : journals[^1] + 1);
    }

    /// <returns>How many bytes are whole; null: damaged.</returns>
    private long? ReplayOne(ref StoredState state, long generation, bool isLast)
    {
        using var file = File.OpenRead(paths.Journal(generation));
        var reader = new RecordReader(file);
        var first = true;
        while (reader.TryRead(out var json))
        {
            if (StateFormat.Read(json) is not { } record || !Take(ref state, record, first, generation))
            {
                return null;
            }

            first = false;
        }

        var torn = reader.GoodLength < file.Length;
        return reader.IsDamaged || (torn && !isLast) ? null : reader.GoodLength;
    }

    private static bool Take(ref StoredState state, StateRecord record, bool first, long generation)
    {
        switch (record)
        {
            case { Header: { } header }:
                return first
                    && header is { Format: StateFormat.Version, Kind: StateFormat.Journal }
                    && header.Generation == generation
                    && header.Revision == state.Desired.Revision;
            case { Delta: null, Lapsed: null }:
                return false;
            case { Delta: { } delta } when delta.To <= state.Desired.Revision:
                return false;
            default:
                state = After(state, record);
                return !first;
        }
    }

    private static StoredState After(StoredState state, StateRecord record)
    {
        if (record.Delta is { } delta)
        {
            state = state with
            {
                Desired = state.Desired.With(delta),
                Lapsed = state.Lapsed.RemoveRange(delta.Removed),
            };
        }

        return record.Lapsed is { } lapsed
            ? state with
            {
                Lapsed = state.Lapsed.SetItems(lapsed.Ends),
                LastSeen = lapsed.At,
            }
            : state;
    }

    private static Problem Damaged(string where, string detail) => NodeProblems.StateDamaged.At(where, detail);
}

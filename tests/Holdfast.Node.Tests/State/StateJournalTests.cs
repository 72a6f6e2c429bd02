using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;
using Holdfast.Node.State;
using Holdfast.Node.Tests.Applying;
using Holdfast.Testing;

namespace Holdfast.Node.Tests.State;

public sealed class StateJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new(Some.Start);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_NothingThere_KnowsNothing()
    {
        var (_, state) = StateJournal.Open(_folder.Path, _clock);

        Assert.False(state.IsTrustworthy);
        Assert.Null(state.Damage);
        Assert.Equal(Revision.None, state.Desired.Revision);
    }

    [Fact]
    public async Task Open_AfterAnyChanges_FindsTheLastState() =>
        await EachSeedAsync(
            40,
            async seed =>
            {
                using var folder = new TemporaryFolder();
                var states = await WriteAsync(folder.Path, seed, 6);

                var (journal, stored) = StateJournal.Open(folder.Path, _clock);

                await using var _ = journal;
                SameState.Assert(states[^1].Desired, stored.Desired);
                SameState.Assert(states[^1].Live, EffectiveState.At(stored.Desired, stored.Lapsed, Some.Start).Live);
            }
        );

    [Fact]
    public async Task Open_JournalCutAtAnyByte_FindsAStateThatWas()
    {
        var states = await WriteAsync(_folder.Path, seed: 7, changes: 5);
        var journal = Directory.GetFiles(_folder.Path, "state.journal.*").Single();
        var whole = await File.ReadAllBytesAsync(journal);
        var seen = new HashSet<Revision>();
        for (var length = whole.Length; length >= 0; length--)
        {
            await File.WriteAllBytesAsync(journal, whole[..length]);
            var (reopened, stored) = StateJournal.Open(_folder.Path, _clock);
            await reopened.DisposeAsync();

            Assert.Null(stored.Damage);
            SameState.Assert(states.Last(s => s.Desired.Revision == stored.Desired.Revision).Desired, stored.Desired);
            seen.Add(stored.Desired.Revision);
        }

        Assert.Equal(states.Select(s => s.Desired.Revision).ToHashSet(), seen);
    }

    [Fact]
    public async Task SaveAsync_AfterATornEnd_ContinuesBehindTheLastWholeRecord()
    {
        var states = await WriteAsync(_folder.Path, seed: 3, changes: 4);
        var journal = Directory.GetFiles(_folder.Path, "state.journal.*").Single();
        await File.WriteAllBytesAsync(journal, (await File.ReadAllBytesAsync(journal))[..^3]);
        var (again, stored) = StateJournal.Open(_folder.Path, _clock);
        var state = EffectiveState.At(stored.Desired, stored.Lapsed, Some.Start);
        var delta = new Some(9).Delta(state.Desired.Revision, Some.Start);
        var after = state.With(delta, Some.Start);

        Assert.Null(await again.SaveAsync(Change(delta), after, TestContext.Current.CancellationToken));
        await again.DisposeAsync();

        var (last, found) = StateJournal.Open(_folder.Path, _clock);
        await last.DisposeAsync();
        Assert.True(stored.Desired.Revision < states[^1].Desired.Revision);
        SameState.Assert(after.Desired, found.Desired);
    }

    [Fact]
    public async Task Open_SnapshotWithAnyByteChanged_IsSetAsideAndSaysSo()
    {
        await WriteAsync(_folder.Path, seed: 5, changes: 1);
        var path = _folder["state.snapshot"];
        var whole = await File.ReadAllBytesAsync(path);
        for (var at = 0; at < whole.Length; at += 7)
        {
            using var copy = new TemporaryFolder();
            foreach (var file in Directory.GetFiles(_folder.Path))
            {
                File.Copy(file, copy[Path.GetFileName(file)]);
            }

            var broken = (byte[])whole.Clone();
            broken[at] ^= 0x10;
            await File.WriteAllBytesAsync(copy["state.snapshot"], broken);

            var (journal, stored) = StateJournal.Open(copy.Path, _clock);
            await journal.DisposeAsync();

            Assert.Equal("HF-1603", stored.Damage?.Id);
            Assert.False(stored.IsTrustworthy);
            Assert.Equal(Revision.None, stored.Desired.Revision);
            Assert.Single(Directory.GetDirectories(copy.Path, "damaged-*"));
        }
    }

    [Fact]
    public async Task Open_SnapshotMissing_IsDamage()
    {
        await WriteAsync(_folder.Path, seed: 5, changes: 2);
        File.Delete(_folder["state.snapshot"]);

        var (journal, stored) = StateJournal.Open(_folder.Path, _clock);
        await journal.DisposeAsync();

        Assert.NotNull(stored.Damage);
    }

    [Fact]
    public async Task SaveAsync_AfterDamage_BeginsAnew()
    {
        await WriteAsync(_folder.Path, seed: 5, changes: 2);
        await File.WriteAllTextAsync(_folder["state.snapshot"], "nonsense");
        var (journal, _) = StateJournal.Open(_folder.Path, _clock);
        var state = EffectiveState.At(new Some(1).State(Some.Start), Some.Start);

        Assert.Null(await journal.SaveAsync(new(IsWhole: true, null, NothingEnded), state, default));
        await journal.DisposeAsync();

        var (again, stored) = StateJournal.Open(_folder.Path, _clock);
        await again.DisposeAsync();
        Assert.True(stored.IsTrustworthy);
        SameState.Assert(state.Desired, stored.Desired);
    }

    [Fact]
    public async Task SaveAsync_JournalGrowsLong_IsCompacted()
    {
        var state = EffectiveState.At(Many(3000), Some.Start);
        var (journal, _) = StateJournal.Open(_folder.Path, _clock);
        await journal.SaveAsync(new(IsWhole: true, null, NothingEnded), state, default);
        for (var i = 0; i < 10; i++)
        {
            var delta = new NodeDelta
            {
                From = state.Desired.Revision,
                To = new(1, 2 + i),
                Peers = [.. Enumerable.Range(0, 1000).Select(n => Some.Peer(n, Some.Start.AddHours(2 + i)))],
            };
            state = state.With(delta, Some.Start);
            Assert.Null(await journal.SaveAsync(Change(delta), state, default));
        }

        await journal.DisposeAsync();

        Assert.True(new DirectoryInfo(_folder.Path).EnumerateFiles().Sum(f => f.Length) < 4_000_000);
        var (again, stored) = StateJournal.Open(_folder.Path, _clock);
        await again.DisposeAsync();
        SameState.Assert(state.Desired, stored.Desired);
    }

    [Fact]
    public async Task Open_CrashBetweenNewJournalAndItsSnapshot_FindsEverything()
    {
        var states = await WriteAsync(_folder.Path, seed: 11, changes: 3);
        var generation = long.Parse(Directory.GetFiles(_folder.Path, "state.journal.*").Single().Split('.')[^1]);
        var next = states[^1];
        var delta = new Some(12).Delta(next.Desired.Revision, Some.Start);
        using (var journal = JournalFile.Create(new(_folder.Path), generation + 1, next.Desired.Revision, Some.Start))
        {
            journal.Append(new StateRecord { Delta = delta });
        }

        var (again, stored) = StateJournal.Open(_folder.Path, _clock);
        await again.DisposeAsync();

        SameState.Assert(next.Desired.With(delta), stored.Desired);
    }

    [Fact]
    public async Task SaveAsync_FolderGone_SaysWhyAndStoresEverythingLater()
    {
        var (journal, _) = StateJournal.Open(_folder.Path, _clock);
        var state = EffectiveState.At(new Some(1).State(Some.Start), Some.Start);
        Directory.Delete(_folder.Path);

        var problem = await journal.SaveAsync(new(IsWhole: true, null, NothingEnded), state, default);
        Directory.CreateDirectory(_folder.Path);
        var later = await journal.SaveAsync(new(IsWhole: false, null, NothingEnded), state, default);
        await journal.DisposeAsync();

        Assert.Equal("HF-1604", problem?.Id);
        Assert.Null(later);
        var (again, stored) = StateJournal.Open(_folder.Path, _clock);
        await again.DisposeAsync();
        SameState.Assert(state.Desired, stored.Desired);
    }

    [Fact]
    public async Task SaveAsync_Files_AreForTheOwnerOnly()
    {
        await WriteAsync(_folder.Path, seed: 5, changes: 2);

        Assert.All(
            Directory.GetFiles(_folder.Path),
            f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f))
        );
    }

    private static Dictionary<Guid, DateTimeOffset> NothingEnded => [];

    private static StateChange Change(NodeDelta delta) => new(IsWhole: false, delta, NothingEnded);

    private static NodeState Many(int count) =>
        NodeState.Empty.With(
            new NodeDelta
            {
                From = Revision.None,
                To = new(1, 1),
                Peers = [.. Enumerable.Range(0, count).Select(n => Some.Peer(n))],
            }
        );

    private static async Task EachSeedAsync(int count, Func<int, Task> test)
    {
        for (var seed = 0; seed < count; seed++)
        {
            await test(seed);
        }
    }

    /// <returns>All states that were acknowledged.</returns>
    private async Task<List<EffectiveState>> WriteAsync(string folder, int seed, int changes)
    {
        var some = new Some(seed);
        var now = Some.Start;
        var state = EffectiveState.At(some.State(now), now);
        List<EffectiveState> states = [state];
        var (journal, _) = StateJournal.Open(folder, _clock);
        Assert.Null(await journal.SaveAsync(new(IsWhole: true, null, NothingEnded), state, default));
        for (var i = 0; i < changes; i++)
        {
            var before = state;
            now = now.AddSeconds(2);
            var delta = some.Delta(state.Desired.Revision, now);
            state = state.Advance(now).With(delta, now);
            var ended = state.Lapsed.Except(before.Lapsed).ToDictionary();
            Assert.Null(await journal.SaveAsync(new(IsWhole: false, delta, ended), state, default));
            states.Add(state);
        }

        await journal.DisposeAsync();
        return states;
    }
}

using Holdfast.Data.Outboxes;

namespace Holdfast.Data.Tests.Outboxes;

public abstract class OutboxStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private static readonly Guid Outbox = Guid.Parse("01920000-0000-7000-8000-000000000001");

    [Fact]
    public async Task AdvanceAsync_NewOutbox_StoresAllFromWhereverItBegins()
    {
        Assert.Null(await NextAsync());
        Assert.Equal(new(Known: 0, IsNew: true, Missed: 6, Next: 10), await AdvanceAsync(first: 7, count: 3));
        Assert.Equal(10, await NextAsync());
    }

    [Theory]
    [InlineData(7, 3, 3, 0, 10)]
    [InlineData(8, 4, 2, 0, 12)]
    [InlineData(10, 2, 0, 0, 12)]
    [InlineData(1, 2, 2, 0, 10)]
    [InlineData(20, 2, 0, 10, 22)]
    [InlineData(9, 0, 0, 0, 10)]
    [InlineData(1L << 53, 2, 0, (1L << 53) - 10, (1L << 53) + 2)]
    public async Task AdvanceAsync_KnownUpTo10_LeavesOutWhatIsStored(
        long first,
        int count,
        int known,
        long missed,
        long next
    )
    {
        await AdvanceAsync(first: 7, count: 3);

        Assert.Equal(new(known, IsNew: false, missed, next), await AdvanceAsync(first, count));
        Assert.Equal(next, await NextAsync());
    }

    [Fact]
    public async Task AdvanceAsync_ManyOutboxesOfOneNode_OnlyTheLastAreRemembered()
    {
        var many = Enumerable.Range(0, OutboxStore.Remembered + 20).Select(_ => Guid.CreateVersion7()).ToList();
        await AdvanceAsync(first: 1, count: 1);
        await WriteAsync(unit => Stores.Outboxes.AdvanceAsync(unit, "n2", Outbox, 1, 1, Now));

        for (var i = 0; i < many.Count; i++)
        {
            await WriteAsync(unit => Stores.Outboxes.AdvanceAsync(unit, "n1", many[i], 1, 3, Now.AddSeconds(i + 1)));
        }

        Assert.Null(await NextAsync());
        Assert.Null(await ReadAsync(unit => Stores.Outboxes.NextAsync(unit, "n1", many[0])));
        Assert.Equal(4, await ReadAsync(unit => Stores.Outboxes.NextAsync(unit, "n1", many[^1])));
        Assert.Equal(2, await ReadAsync(unit => Stores.Outboxes.NextAsync(unit, "n2", Outbox)));
    }

    [Fact]
    public async Task AdvanceAsync_SameEventsFromManyPortals_EachIsStoredOnce()
    {
        var portals = Enumerable.Range(0, 4).Select(_ => TestDatabase.OpenAnother()).ToArray();

        var advances = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    portals[i % portals.Length]
                        .WriteAsync(
                            unit => Stores.Outboxes.AdvanceAsync(unit, "n1", Outbox, 1, 5, Now),
                            CancellationToken.None
                        )
                )
        );

        Assert.Equal(5, advances.Sum(advance => 5 - advance.Known));
        Assert.Single(advances, advance => advance.IsNew);
    }

    [Fact]
    public async Task AdvanceAsync_UnitFails_EventsAreStillToCome()
    {
        await AdvanceAsync(first: 1, count: 1);

        await Assert.ThrowsAsync<TimeoutException>(() =>
            WriteAsync<int>(async unit =>
            {
                await Stores.Outboxes.AdvanceAsync(unit, "n1", Outbox, 2, 5, Now);
                throw new TimeoutException();
            })
        );

        Assert.Equal(2, await NextAsync());
    }

    private Task<long?> NextAsync() => ReadAsync(unit => Stores.Outboxes.NextAsync(unit, "n1", Outbox));

    private Task<OutboxAdvance> AdvanceAsync(long first, int count) =>
        WriteAsync(unit => Stores.Outboxes.AdvanceAsync(unit, "n1", Outbox, first, count, Now));
}

public sealed class OutboxStoreSqliteTests() : OutboxStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class OutboxStorePostgresTests() : OutboxStoreTests(DatabaseKind.Postgres);

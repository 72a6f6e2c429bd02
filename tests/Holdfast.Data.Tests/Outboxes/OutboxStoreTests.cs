namespace Holdfast.Data.Tests.Outboxes;

public abstract class OutboxStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private static readonly Guid Outbox = Guid.Parse("01920000-0000-7000-8000-000000000001");

    [Fact]
    public async Task AdvanceAsync_NewOutbox_StoresAllFromWhereverItBegins()
    {
        Assert.Null(await NextAsync());
        Assert.Equal(0, await AdvanceAsync(first: 7, count: 3));
        Assert.Equal(10, await NextAsync());
    }

    [Theory]
    [InlineData(7, 3, 3, 10)]
    [InlineData(8, 4, 2, 12)]
    [InlineData(10, 2, 0, 12)]
    [InlineData(1, 2, 2, 10)]
    [InlineData(20, 2, 0, 22)]
    [InlineData(9, 0, 0, 10)]
    public async Task AdvanceAsync_KnownUpTo10_LeavesOutWhatIsStored(long first, int count, int stored, long next)
    {
        await AdvanceAsync(first: 7, count: 3);

        Assert.Equal(stored, await AdvanceAsync(first, count));
        Assert.Equal(next, await NextAsync());
    }

    [Fact]
    public async Task AdvanceAsync_SameEventsFromManyPortals_EachIsStoredOnce()
    {
        var portals = Enumerable.Range(0, 4).Select(_ => TestDatabase.OpenAnother()).ToArray();

        var skipped = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    portals[i % portals.Length]
                        .WriteAsync(
                            unit => Stores.Outboxes.AdvanceAsync(unit, "n1", Outbox, 1, 5),
                            CancellationToken.None
                        )
                )
        );

        Assert.Equal(5, skipped.Sum(left => 5 - left));
    }

    [Fact]
    public async Task AdvanceAsync_UnitFails_EventsAreStillToCome()
    {
        await AdvanceAsync(first: 1, count: 1);

        await Assert.ThrowsAsync<TimeoutException>(() =>
            WriteAsync<int>(async unit =>
            {
                await Stores.Outboxes.AdvanceAsync(unit, "n1", Outbox, 2, 5);
                throw new TimeoutException();
            })
        );

        Assert.Equal(2, await NextAsync());
    }

    private Task<long?> NextAsync() => ReadAsync(unit => Stores.Outboxes.NextAsync(unit, "n1", Outbox));

    private Task<int> AdvanceAsync(long first, int count) =>
        WriteAsync(unit => Stores.Outboxes.AdvanceAsync(unit, "n1", Outbox, first, count));
}

public sealed class OutboxStoreSqliteTests() : OutboxStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class OutboxStorePostgresTests() : OutboxStoreTests(DatabaseKind.Postgres);

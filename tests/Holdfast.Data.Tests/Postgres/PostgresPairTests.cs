using Holdfast.Data.Migrations;
using Holdfast.Data.Postgres;
using Holdfast.Data.Problems;
using Holdfast.Testing.Postgres;

namespace Holdfast.Data.Tests.Postgres;

/// <summary>A primary that dies beside a standby, with both real.</summary>
[Trait("needs", "postgres")]
public sealed class PostgresPairTests : IAsyncLifetime
{
    private const int Storm = 200;

    private PostgresPair? _pair;
    private PostgresDatabase? _database;

    private PostgresDatabase Database => _database!;

    public async ValueTask InitializeAsync()
    {
        _pair = await PostgresPair.StartAsync();
        _database = PostgresDatabase.Open(_pair.Setting);
        await WriteAsync("CREATE TABLE t (k text PRIMARY KEY, n bigint NOT NULL)");
        await WriteAsync("INSERT INTO t (k, n) VALUES ('a', 1)");
        await _pair.CatchUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_pair?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task PrimaryKilled_ReadsGoOnAndWritesSayWhy_UntilTheStandbyIsPromoted()
    {
        Assert.Equal((1, false), await ReadAsync());

        await _pair!.KillPrimaryAsync();
        var first = await RefusalAsync();
        var second = await RefusalAsync();

        Assert.Equal((1, true), await ReadAsync());
        Assert.Equal(
            [DatabaseProblems.NoPrimary, DatabaseProblems.NoPrimary],
            [first.Problem.Kind, second.Problem.Kind]
        );
        Assert.DoesNotContain(PostgresPair.Password, first.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresPair.Password, second.ToString(), StringComparison.Ordinal);

        await _pair.PromoteAsync();
        await WriteAsync("UPDATE t SET n = 2");

        Assert.Equal((2, false), await ReadAsync());
    }

    [Fact]
    public async Task StandbyPromotedWhileWritesAreTried_TheyArriveByThemselves()
    {
        await _pair!.KillPrimaryAsync();
        var promotion = _pair.PromoteAsync();

        for (var left = 600; await TryWriteAsync("UPDATE t SET n = 3") is not null; left--)
        {
            Assert.NotEqual(0, left);
            await Task.Delay(50);
        }

        await promotion;
        Assert.Equal((3, false), await ReadAsync());
    }

    /// <summary>Found by the first statement, so that no unit waits on what is left in the pool for as long as a slow query may take.</summary>
    [Fact]
    public async Task PrimarySilent_IsKnownAsLost_AndWhoIsPromotedIsFound()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => WriteAsync("UPDATE t SET n = n + 1")));
        await _pair!.CatchUpAsync();

        await _pair.FreezePrimaryAsync();
        Assert.Equal(DatabaseProblems.NoPrimary, (await RefusalAsync()).Problem.Kind);
        Assert.Equal((6, true), await ReadAsync());
        await _pair.PromoteAsync();
        await WriteAsync("UPDATE t SET n = 7");

        Assert.Equal((7, false), await ReadAsync());
    }

    [Fact]
    public async Task PrimaryAway_ManyAtOnce_AllAreAnsweredAndReadsGoOn()
    {
        await _pair!.KillPrimaryAsync();

        var writes = Enumerable.Range(0, Storm).Select(_ => TryWriteAsync("UPDATE t SET n = n + 1")).ToList();
        var reads = Enumerable.Range(0, Storm).Select(_ => ReadAsync()).ToList();
        var refusals = await Task.WhenAll(writes);

        Assert.All(await Task.WhenAll(reads), read => Assert.Equal((1, true), read));
        Assert.All(
            refusals,
            refusal =>
                Assert.True(
                    refusal?.Problem.Kind == DatabaseProblems.NoPrimary
                        || refusal?.Problem.Kind == DatabaseProblems.Overloaded,
                    $"{refusal}"
                )
        );

        await _pair.PromoteAsync();
        await WriteAsync("UPDATE t SET n = 9");
        Assert.Equal((9, false), await ReadAsync());
    }

    [Fact]
    public async Task IsCurrentAsync_OnlyTheStandby_CanTell()
    {
        await WriteAsync("DROP TABLE t");
        await _pair!.CatchUpAsync();
        await using var standby = PostgresDatabase.Open(_pair.StandbySetting);
        Assert.False(await DatabaseMigrations.IsCurrentAsync(standby, CancellationToken.None));

        await DatabaseMigrations.ApplyAsync(Database, TimeProvider.System, CancellationToken.None);
        await _pair.CatchUpAsync();

        Assert.True(await DatabaseMigrations.IsCurrentAsync(standby, CancellationToken.None));
        var refusal = await Assert.ThrowsAsync<DatabaseException>(() =>
            DatabaseMigrations.ApplyAsync(standby, TimeProvider.System, CancellationToken.None)
        );
        Assert.Equal(DatabaseProblems.NoPrimary, refusal.Problem.Kind);
    }

    private Task<int> WriteAsync(string sql) =>
        Database.WriteAsync(unit => unit.ExecuteAsync(sql), CancellationToken.None);

    private async Task<DatabaseException?> TryWriteAsync(string sql)
    {
        try
        {
            await WriteAsync(sql);
            return null;
        }
        catch (DatabaseException refused)
        {
            return refused;
        }
    }

    private Task<DatabaseException> RefusalAsync() =>
        Assert.ThrowsAsync<DatabaseException>(() => WriteAsync("UPDATE t SET n = 7"));

    private Task<(int N, bool Behind)> ReadAsync() =>
        Database.ReadAsync(
            async unit =>
                (await unit.FirstAsync("SELECT n FROM t WHERE k = 'a'", row => row.Int("n")), unit.MayBeBehind),
            CancellationToken.None
        );
}

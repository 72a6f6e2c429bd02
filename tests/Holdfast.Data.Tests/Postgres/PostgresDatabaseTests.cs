using System.Diagnostics;
using Holdfast.Data.Postgres;
using Holdfast.Data.Problems;
using Holdfast.Testing;
using Holdfast.Testing.Postgres;

namespace Holdfast.Data.Tests.Postgres;

[Trait("needs", "postgres")]
public sealed class PostgresDatabaseTests : IAsyncLifetime
{
    private TestDatabase? _test;

    private IDatabase Database => _test!.Database;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateEmptyAsync(DatabaseKind.Postgres);
        await WriteAsync("CREATE TABLE t (k text PRIMARY KEY, n bigint NOT NULL)");
        await WriteAsync("INSERT INTO t (k, n) VALUES ('a', 0), ('b', 0)");
    }

    public async ValueTask DisposeAsync() => await _test!.DisposeAsync();

    [Fact]
    public async Task WriteAsync_SerialisationFails_IsRunAgainAsAWhole()
    {
        var (attempts, told) = (0, 0);

        await Database.WriteAsync(
            async unit =>
            {
                unit.AfterCommit(() => told++);
                await unit.ExecuteAsync("UPDATE t SET n = n + 1 WHERE k = 'a'");
                return ++attempts < 3 ? await RaiseAsync(unit, "40001") : 0;
            },
            CancellationToken.None
        );

        Assert.Equal((3, 1), (attempts, told));
        Assert.Equal(1, await SumAsync());
    }

    [Fact]
    public async Task WriteAsync_CollidesForEver_GivesUpWithAProblem()
    {
        var refusal = await Assert.ThrowsAsync<DatabaseException>(() =>
            Database.WriteAsync(unit => RaiseAsync(unit, "40001"), CancellationToken.None)
        );

        Assert.Equal(DatabaseProblems.Busy, refusal.Problem.Kind);
    }

    [Fact]
    public async Task WriteAsync_Deadlock_BothEndWell()
    {
        await Task.WhenAll(BothAsync("a", "b"), BothAsync("b", "a"));

        Assert.Equal(4, await SumAsync());

        Task BothAsync(string first, string second) =>
            Database.WriteAsync(
                async unit =>
                {
                    await unit.ExecuteAsync("UPDATE t SET n = n + 1 WHERE k = @k", ("k", first));
                    await Task.Delay(100);
                    return await unit.ExecuteAsync("UPDATE t SET n = n + 1 WHERE k = @k", ("k", second));
                },
                CancellationToken.None
            );
    }

    [Fact]
    public async Task WriteAsync_ConnectionLostBeforeTheCommit_IsRunAgain()
    {
        var attempts = 0;

        await Database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("UPDATE t SET n = n + 1");
                return ++attempts == 1 ? await CutAsync(unit) : 0;
            },
            CancellationToken.None
        );

        Assert.Equal(2, attempts);
        Assert.Equal(2, await SumAsync());
    }

    /// <summary>As a machine that is unplugged or frozen in the middle of a unit.</summary>
    [Fact]
    public async Task WriteAsync_SilentInTheMiddle_HoldsNobodyUpAndIsRunAgain()
    {
        var (attempts, began, goOn) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        var silent = Database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("UPDATE t SET n = n + 1 WHERE k = 'a'");
                if (++attempts == 1)
                {
                    began.SetResult();
                    await goOn.Task;
                }

                return 0;
            },
            CancellationToken.None
        );
        await began.Task;

        await WriteAsync("UPDATE t SET n = n + 1 WHERE k = 'a'");
        goOn.SetResult();
        await silent;

        Assert.Equal(2, attempts);
        Assert.Equal(2, await SumAsync());
    }

    [Fact]
    public async Task WriteAsync_PooledConnectionsCut_TheNextUnitsDoNotNotice()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => WriteAsync("UPDATE t SET n = n")));
        var cluster = await PostgresCluster.SharedAsync();
        await cluster.ExecuteAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{await NameAsync()}'"
        );

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => WriteAsync("UPDATE t SET n = n + 1")));

        Assert.Equal(20, await SumAsync());
    }

    [Fact]
    public async Task WriteAsync_ConnectionLostWhileCommitting_SaysThatNobodyKnows()
    {
        await WriteAsync(
            """
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
            """
        );
        await WriteAsync(
            """
            CREATE CONSTRAINT TRIGGER cut AFTER UPDATE ON t DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION cut()
            """
        );
        var attempts = 0;

        await Assert.ThrowsAsync<CommitUnknownException>(() =>
            Database.WriteAsync(
                unit =>
                {
                    attempts++;
                    return unit.ExecuteAsync("UPDATE t SET n = 7 WHERE k = 'a'");
                },
                CancellationToken.None
            )
        );

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task WriteAsync_FirstHostDead_FindsTheSecond()
    {
        var setting = _test!.Setting.Replace("Host=127.0.0.1", "Host=127.0.0.1:1,127.0.0.1", StringComparison.Ordinal);
        await using var database = PostgresDatabase.Open(setting);

        Assert.Equal(
            2,
            await database.WriteAsync(unit => unit.ExecuteAsync("UPDATE t SET n = 1"), CancellationToken.None)
        );
        Assert.Equal(
            2,
            await database.ReadAsync(
                unit => unit.FirstAsync("SELECT sum(n)::bigint AS n FROM t", row => row.Int("n")),
                CancellationToken.None
            )
        );
    }

    [Fact]
    public async Task WriteAsync_NobodyThere_SaysSoSoon()
    {
        await using var database = PostgresDatabase.Open("Host=127.0.0.1;Port=1;Username=x;Password=hunter2");
        var started = Stopwatch.GetTimestamp();

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() =>
            database.WriteAsync(unit => unit.ExecuteAsync("SELECT 1"), CancellationToken.None)
        );

        Assert.Equal(DatabaseProblems.Unreachable, refusal.Problem.Kind);
        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task WriteAsync_UnknownDatabase_SaysThatTheSignInWasRefused()
    {
        await using var database = PostgresDatabase.Open(
            _test!.Setting.Replace("Database=", "Database=no_", StringComparison.Ordinal)
        );

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() =>
            database.WriteAsync(unit => unit.ExecuteAsync("SELECT 1"), CancellationToken.None)
        );

        Assert.Equal(DatabaseProblems.Refused, refusal.Problem.Kind);
    }

    [Fact]
    public async Task WriteAsync_ServerThatOnlyReads_SaysSoAndReadingWorks()
    {
        var setting = _test!.Setting + ";Options=-c default_transaction_read_only=on";
        await using var database = PostgresDatabase.Open(setting);

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() =>
            database.WriteAsync(unit => unit.ExecuteAsync("UPDATE t SET n = 1"), CancellationToken.None)
        );

        Assert.Equal(DatabaseProblems.ReadOnly, refusal.Problem.Kind);
        Assert.False(await database.ReadAsync(unit => Task.FromResult(unit.MayBeBehind), CancellationToken.None));
    }

    [Fact]
    public async Task WriteAsync_RuleBroken_DoesNotRepeatTheValues()
    {
        var refusal = await Assert.ThrowsAsync<DatabaseException>(() =>
            Database.WriteAsync(
                unit => unit.ExecuteAsync("INSERT INTO t (k, n) VALUES ('a', 1)"),
                CancellationToken.None
            )
        );

        Assert.Equal(DatabaseProblems.RuleBroken, refusal.Problem.Kind);
        Assert.DoesNotContain("(a)", refusal.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_CancelledInTheMiddle_TakesItsChangesBack()
    {
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Database.WriteAsync(
                async unit =>
                {
                    await unit.ExecuteAsync("UPDATE t SET n = 5");
                    cancel.CancelAfter(50);
                    return await unit.ExecuteAsync("SELECT pg_sleep(30)");
                },
                cancel.Token
            )
        );

        Assert.Equal(0, await SumAsync());
    }

    private static Task<int> RaiseAsync(IUnitOfWork unit, string code) =>
        unit.ExecuteAsync($"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$");

    private static async Task<int> CutAsync(IUnitOfWork unit)
    {
        var pid = await unit.FirstAsync("SELECT pg_backend_pid()::bigint AS pid", row => row.Long("pid"));
        await (await PostgresCluster.SharedAsync()).ExecuteAsync($"SELECT pg_terminate_backend({pid})");
        return await unit.ExecuteAsync("SELECT 1");
    }

    private Task<string?> NameAsync() =>
        Database.ReadAsync(
            unit => unit.FirstAsync("SELECT current_database()::text AS name", row => row.Text("name")),
            CancellationToken.None
        );

    private Task<int> WriteAsync(string sql) =>
        Database.WriteAsync(unit => unit.ExecuteAsync(sql), CancellationToken.None);

    private Task<int> SumAsync() =>
        Database.ReadAsync(
            unit => unit.FirstAsync("SELECT sum(n)::bigint AS n FROM t", row => row.Int("n")),
            CancellationToken.None
        );
}

using Holdfast.Data.Problems;
using Holdfast.Data.Sqlite;
using Holdfast.Testing;

namespace Holdfast.Data.Tests.Sqlite;

public sealed class SqliteWriterTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase? _database;

    private string FileName => _folder["test.db"];

    public async ValueTask InitializeAsync()
    {
        _database = SqliteDatabase.Open(FileName, longestUnit: TimeSpan.FromSeconds(1));
        await WriteAsync("CREATE TABLE t (k TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) STRICT");
        await WriteAsync("INSERT INTO t (k, n) VALUES ('counter', 0)");
    }

    public async ValueTask DisposeAsync()
    {
        await _database!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task WriteAsync_ManyQueued_AreCommittedTogether()
    {
        var before = WalSize();

        await BatchAsync(() => Enumerable.Range(0, 60).Select(_ => WriteAsync("UPDATE t SET n = n + 1")));

        Assert.Equal(60, await ReadAsync("SELECT n AS x FROM t WHERE k = 'counter'"));
        // One by one each would leave at least its page of 4 KiB in the log.
        Assert.InRange(WalSize() - before, 1, 20 * 4096);
    }

    [Fact]
    public async Task WriteAsync_OneOfABatchFails_TheOthersStay()
    {
        var (failing, broken) = (Task.CompletedTask, Task.CompletedTask);
        await BatchAsync(() =>
        {
            var first = WriteAsync("INSERT INTO t (k, n) VALUES ('a', 1)");
            failing = _database!.WriteAsync<int>(ChangeAndFailAsync, CancellationToken.None);
            broken = WriteAsync("INSERT INTO t (k, n) VALUES ('a', 2)");
            return [first, WriteAsync("INSERT INTO t (k, n) VALUES ('b', 3)")];
        });

        await Assert.ThrowsAsync<FormatException>(() => failing);
        await Assert.ThrowsAnyAsync<DatabaseException>(() => broken);
        Assert.Equal(4, await ReadAsync("SELECT sum(n) AS x FROM t"));
    }

    [Fact]
    public async Task WriteAsync_CancelledWhileQueued_IsLeftOut()
    {
        using var cancel = new CancellationTokenSource();
        var cancelled = Task.CompletedTask;
        await BatchAsync(() =>
        {
            cancelled = _database!.WriteAsync(
                unit => unit.ExecuteAsync("INSERT INTO t (k, n) VALUES ('a', 1)"),
                cancel.Token
            );
            cancel.Cancel();
            return [WriteAsync("INSERT INTO t (k, n) VALUES ('b', 1)")];
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(1, await ReadAsync("SELECT sum(n) AS x FROM t"));
    }

    [Fact]
    public async Task WriteAsync_CancelledAfterItStarted_StillTellsThatItCommitted()
    {
        using var cancel = new CancellationTokenSource();

        var changed = await _database!.WriteAsync(
            async unit =>
            {
                await cancel.CancelAsync();
                return await unit.ExecuteAsync("INSERT INTO t (k, n) VALUES ('a', 1)");
            },
            cancel.Token
        );

        Assert.Equal(1, changed);
    }

    [Fact]
    public async Task WriteAsync_WorkNeverEnds_LetsTheOthersPass()
    {
        var never = new TaskCompletionSource();
        var stuck = _database!.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("UPDATE t SET n = 100");
                await never.Task;
                return await unit.ExecuteAsync("UPDATE t SET n = 200");
            },
            CancellationToken.None
        );
        await WriteAsync("INSERT INTO t (k, n) VALUES ('a', 1)");
        never.SetResult();

        await Assert.ThrowsAsync<TimeoutException>(() => stuck);
        Assert.Equal(1, await ReadAsync("SELECT sum(n) AS x FROM t"));
    }

    [Fact]
    public async Task WriteAsync_WorkThrowsBeforeItsFirstAwait_IsTheCallersAlone()
    {
        await Assert.ThrowsAsync<FormatException>(() =>
            _database!.WriteAsync<int>(_ => throw new FormatException(), CancellationToken.None)
        );

        await WriteAsync("UPDATE t SET n = 5");
    }

    [Fact]
    public async Task DisposeAsync_UnitsQueued_FinishesThem()
    {
        var database = SqliteDatabase.Open(FileName);
        var writes = Enumerable
            .Range(0, 20)
            .Select(_ =>
                database.WriteAsync(unit => unit.ExecuteAsync("UPDATE t SET n = n + 1"), CancellationToken.None)
            )
            .ToArray();

        await database.DisposeAsync();

        await Task.WhenAll(writes);
        Assert.Equal(20, await ReadAsync("SELECT n AS x FROM t"));
    }

    [Fact]
    public async Task Query_StatementRunWhileItsRowsAreMapped_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _database!.ReadAsync(
                unit =>
                    unit.QueryAsync("SELECT n FROM t", _ => unit.QueryAsync("SELECT n FROM t", row => row.Int("n"))),
                CancellationToken.None
            )
        );

    [Theory]
    [InlineData("UPDATE t SET n = @n")]
    [InlineData("UPDATE t SET n = @n WHERE k = @k")]
    [InlineData("UPDATE t SET n = 1")]
    public async Task Execute_ParametersDoNotFit_IsRefused(string sql)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _database!.WriteAsync(unit => unit.ExecuteAsync(sql, ("o", 1), ("p", 2)), CancellationToken.None)
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _database!.WriteAsync(unit => unit.ExecuteAsync(sql, ("x", 1)), CancellationToken.None)
        );
    }

    [Fact]
    public async Task Execute_TwoStatements_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync("UPDATE t SET n = 1; DELETE FROM t"));

    /// <summary>What is queued while one unit holds the writer goes into one transaction.</summary>
    private async Task BatchAsync(Func<IEnumerable<Task>> queue)
    {
        var go = new TaskCompletionSource();
        var holding = _database!.WriteAsync(
            async _ =>
            {
                await go.Task;
                return 0;
            },
            CancellationToken.None
        );
        var queued = queue().ToArray();
        go.SetResult();
        await Task.WhenAll([holding, .. queued]);
    }

    private static async Task<int> ChangeAndFailAsync(IUnitOfWork unit)
    {
        await unit.ExecuteAsync("UPDATE t SET n = 100");
        throw new FormatException();
    }

    private Task<int> WriteAsync(string sql) =>
        _database!.WriteAsync(unit => unit.ExecuteAsync(sql), CancellationToken.None);

    private Task<int> ReadAsync(string sql) =>
        _database!.ReadAsync(unit => unit.FirstAsync(sql, row => row.Int("x")), CancellationToken.None);

    private long WalSize() => new FileInfo($"{FileName}-wal").Length;
}

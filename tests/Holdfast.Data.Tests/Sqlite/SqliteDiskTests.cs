using System.Diagnostics;
using Holdfast.Data.Migrations;
using Holdfast.Data.Problems;
using Holdfast.Data.Sqlite;
using Holdfast.Testing;

namespace Holdfast.Data.Tests.Sqlite;

/// <summary>On a small file system of its own, which fills up or may only be read.</summary>
[Trait("needs", "root")]
public sealed class SqliteDiskTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Stores _stores = new();

    private string FileName => _folder["disk/holdfast.db"];

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder["disk"]);
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", _folder["disk"]);
        await using var database = SqliteDatabase.Open(FileName);
        await DatabaseMigrations.ApplyAsync(database, TimeProvider.System, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", _folder["disk"]);
        _folder.Dispose();
    }

    [Fact]
    public async Task WriteAsync_DiskFull_SaysSoAndKeepsWhatWasAcknowledged()
    {
        await using var database = SqliteDatabase.Open(FileName);
        var acknowledged = 0;

        var refusal = await Assert.ThrowsAnyAsync<DatabaseException>(async () =>
        {
            for (; acknowledged < 1000; acknowledged++)
            {
                await PutAsync(database, $"{acknowledged:D4}", 10_000);
            }
        });

        Assert.Equal(DatabaseProblems.DiskFull, refusal.Problem.Kind);
        Assert.NotEqual(0, acknowledged);
        Assert.Equal(acknowledged, await CountAsync(database));

        await RunAsync("mount", "-o", "remount,size=8m", _folder["disk"]);
        await PutAsync(database, "after", 10_000);
        Assert.Equal(acknowledged + 1, await CountAsync(database));
    }

    [Fact]
    public async Task WriteAsync_OneOfABatchDoesNotFit_TheOthersStay()
    {
        await using var database = SqliteDatabase.Open(FileName);
        var go = new TaskCompletionSource();
        var holding = database.WriteAsync(
            async _ =>
            {
                await go.Task;
                return 0;
            },
            CancellationToken.None
        );
        var small = Enumerable.Range(0, 5).Select(i => PutAsync(database, $"before {i}", 10)).ToList();
        var large = PutAsync(database, "large", 30_000_000);
        small.AddRange(Enumerable.Range(0, 5).Select(i => PutAsync(database, $"after {i}", 10)));
        go.SetResult();

        await holding;
        await Task.WhenAll(small);
        var refusal = await Assert.ThrowsAnyAsync<DatabaseException>(() => large);
        Assert.Equal(DatabaseProblems.DiskFull, refusal.Problem.Kind);
        Assert.Equal(10, await CountAsync(database));
    }

    [Fact]
    public async Task Open_ReadOnlyFileSystem_SaysSo()
    {
        await RunAsync("mount", "-o", "remount,ro", _folder["disk"]);

        var refusal = Assert.ThrowsAny<DatabaseException>(() => SqliteDatabase.Open(FileName));

        Assert.Equal(DatabaseProblems.ReadOnly, refusal.Problem.Kind);
    }

    private Task<bool> PutAsync(SqliteDatabase database, string key, int size) =>
        database.WriteAsync(
            async unit =>
            {
                await _stores.Settings.PutAsync(unit, key, new string('x', size), DateTimeOffset.UnixEpoch);
                return true;
            },
            CancellationToken.None
        );

    private static Task<int> CountAsync(SqliteDatabase database) =>
        database.ReadAsync(
            unit => unit.FirstAsync("SELECT count(*) AS n FROM settings", row => row.Int("n")),
            CancellationToken.None
        );

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}

using Holdfast.Data.Migrations;
using Holdfast.Data.Problems;
using Holdfast.Data.Sqlite;
using Holdfast.Model.Problems;
using Holdfast.Testing;

namespace Holdfast.Data.Tests.Sqlite;

public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_NewFile_OnlyItsOwnerMayRead()
    {
        await using var database = SqliteDatabase.Open(_folder["new.db"]);
        await DatabaseMigrations.ApplyAsync(database, TimeProvider.System, CancellationToken.None);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["new.db"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["new.db-wal"]));
    }

    [Fact]
    public async Task Open_Connections_AreSafe()
    {
        await using var database = SqliteDatabase.Open(_folder["new.db"]);

        Assert.Equal("wal", await PragmaAsync(database, "journal_mode"));
        Assert.Equal("2", await PragmaAsync(database, "synchronous"));
        Assert.Equal("1", await PragmaAsync(database, "foreign_keys"));
    }

    [Fact]
    public async Task Open_Library_IsTheDistributionsOwn()
    {
        await using var database = SqliteDatabase.Open(_folder["new.db"]);
        var libraries = await File.ReadAllTextAsync("/proc/self/maps");

        Assert.Contains("/libsqlite3.so.0", libraries, StringComparison.Ordinal);
        Assert.DoesNotContain("libe_sqlite3", libraries, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_EmptyFile_IsANewDatabase()
    {
        await File.WriteAllBytesAsync(_folder["empty.db"], []);

        await using var database = SqliteDatabase.Open(_folder["empty.db"]);

        Assert.Equal(
            MigrationSet.For(DatabaseKind.Sqlite).Count,
            await DatabaseMigrations.ApplyAsync(database, TimeProvider.System, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Open_FileOfAnotherKind_SaysSoAndLeavesIt()
    {
        await File.WriteAllTextAsync(_folder["letter.txt"], new string('x', 5000));

        Refused(DatabaseProblems.NotADatabase, _folder["letter.txt"]);
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(_folder["letter.txt"]));
    }

    [Fact]
    public void Open_FolderMissingOrAFolderItself_SaysSo()
    {
        Refused(DatabaseProblems.CannotOpen, _folder["missing/new.db"]);
        Refused(DatabaseProblems.CannotOpen, _folder.Path);
        Refused(DatabaseProblems.CannotOpen, "");
    }

    [Fact]
    public async Task Read_DamagedPages_SaysSo()
    {
        var path = await MakeAsync();
        await using (var file = File.OpenWrite(path))
        {
            file.Position = 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xa5, (int)(file.Length - 4096)).ToArray());
        }

        await DamagedAsync(path);
    }

    [Fact]
    public async Task Read_FileCutOff_SaysSo()
    {
        var path = await MakeAsync();
        await using (var file = File.OpenWrite(path))
        {
            file.SetLength(4096 * 3);
        }

        await DamagedAsync(path);
    }

    [Fact]
    public async Task WriteAsync_LockedByAnotherProcess_SaysSoToAllWhoWait()
    {
        var path = await MakeAsync();
        await using var database = SqliteDatabase.Open(path);
        using var other = SqliteConnection.Open(path, TimeSpan.Zero);
        other.Execute("BEGIN IMMEDIATE");

        var refusals = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefusalAsync(database)));

        Assert.All(refusals, refusal => Assert.Equal(DatabaseProblems.Busy, refusal.Problem.Kind));
        other.Execute("ROLLBACK");
        await database.WriteAsync(unit => unit.ExecuteAsync("DELETE FROM settings"), CancellationToken.None);
    }

    private static Task<DatabaseException> RefusalAsync(SqliteDatabase database) =>
        Assert.ThrowsAnyAsync<DatabaseException>(() =>
            database.WriteAsync(unit => unit.ExecuteAsync("DELETE FROM settings"), CancellationToken.None)
        );

    private async Task<string> MakeAsync()
    {
        var path = _folder["made.db"];
        await using var database = SqliteDatabase.Open(path);
        await DatabaseMigrations.ApplyAsync(database, TimeProvider.System, CancellationToken.None);
        return path;
    }

    private static async Task DamagedAsync(string path)
    {
        var refusal = await Assert.ThrowsAnyAsync<DatabaseException>(async () =>
        {
            await using var database = SqliteDatabase.Open(path);
            await DatabaseMigrations.ApplyAsync(database, TimeProvider.System, CancellationToken.None);
            await database.ReadAsync(unit => new Stores().Settings.ListAsync(unit), CancellationToken.None);
        });
        Assert.Equal(DatabaseProblems.Damaged, refusal.Problem.Kind);
        Assert.Equal(path, refusal.Problem.Where);
    }

    private static void Refused(ProblemKind expected, string path) =>
        Assert.Equal(expected, Assert.ThrowsAny<DatabaseException>(() => SqliteDatabase.Open(path)).Problem.Kind);

    private static Task<string?> PragmaAsync(SqliteDatabase database, string name) =>
        database.ReadAsync(unit => unit.FirstAsync($"PRAGMA {name}", row => row.Text(name)), CancellationToken.None);
}

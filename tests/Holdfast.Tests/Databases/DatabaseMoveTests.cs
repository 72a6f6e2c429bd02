using Holdfast.Data;
using Holdfast.Data.Migrations;
using Holdfast.Data.Settings;
using Holdfast.Databases.Moving;
using Holdfast.Homes;
using Holdfast.Single;
using Holdfast.Single.Checks;
using Holdfast.Testing;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Databases;

public sealed class DatabaseMoveTests : IDisposable
{
    private static readonly SettingStore Settings = new();
    private readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    [Trait("needs", "postgres")]
    public async Task Move_StoppedServer_TakesEverythingAndTheOldFileIsNotStartedAgain()
    {
        var home = await ServerAsync("remembered");
        var before = await File.ReadAllBytesAsync(FileOf(home));
        await using var target = await TestDatabase.CreateEmptyAsync(DatabaseKind.Postgres);
        Directory.CreateDirectory(home.At("database-move.1.partial"));

        var first = await MoveAsync(home, target.Setting);
        var second = await MoveAsync(home, target.Setting);

        Assert.Equal((ExitCodes.Done, ""), (first.Code, first.Terminal.Error));
        Assert.Contains("both sides are the same", first.Terminal.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, second.Code);
        Assert.Contains("moved before", second.Terminal.Out, StringComparison.Ordinal);
        Assert.Equal("remembered", await target.Database.ReadAsync(FindAsync, CancellationToken.None));
        Assert.Equal(before, await File.ReadAllBytesAsync(FileOf(home)));
        Assert.Empty(Directory.EnumerateDirectories(home.Path, "*.partial"));
        Assert.Equal("HF-1573", Assert.Single(new DatabaseCheck(home).Check(new ServerOptions())).Id);
        var byName = new ServerOptions { Database = new($"sqlite:{FileOf(home)}", null, null) };
        Assert.Equal("HF-1573", Assert.Single(new DatabaseCheck(home).Check(byName)).Id);
        Assert.Empty(new DatabaseCheck(home).Check(new ServerOptions { Database = new("Host=a", null, null) }));
    }

    [Fact]
    [Trait("needs", "postgres")]
    public async Task Move_TargetHoldsSomethingElse_RefusedWithoutANote()
    {
        var home = await ServerAsync("remembered");
        await using var target = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await PutAsync(target.Database, "another");

        var (code, terminal) = await MoveAsync(home, target.Setting);

        Assert.Equal(ExitCodes.Refused, code);
        Assert.StartsWith("HF-1818 ", terminal.Error, StringComparison.Ordinal);
        Assert.Equal("another", await target.Database.ReadAsync(FindAsync, CancellationToken.None));
        Assert.Empty(new DatabaseCheck(home).Check(new ServerOptions()));
        Assert.Empty(Directory.EnumerateDirectories(home.Path, "*.partial"));
    }

    [Fact]
    public async Task Move_ServerRuns_Refused()
    {
        var home = await ServerAsync("remembered");
        using var held = ServerLock.Take(home);

        await RefusedAsync(home, "HF-1571", "Host=127.0.0.1;Port=1");
    }

    [Theory]
    [InlineData("HF-1572", "sqlite:/x")]
    [InlineData("HF-1572", "/x")]
    [InlineData("HF-1811", "Host=127.0.0.1;Nonsense=1")]
    [InlineData("HF-1808", "Host=127.0.0.1;Port=1;Password=hunter2")]
    [InlineData("HF-1534", "")]
    public async Task Move_TargetThatCannotBe_Refused(string id, string to) =>
        await RefusedAsync(await ServerAsync("remembered"), id, to);

    [Fact]
    public async Task Move_NoDatabase_Refused() => await RefusedAsync(_home.Make(), "HF-1570", "Host=127.0.0.1;Port=1");

    [Fact]
    public async Task Move_FromPostgres_Refused() =>
        await RefusedAsync(_home.Make(), "HF-1572", "Host=127.0.0.1;Port=1", "--database", "Host=a");

    [Fact]
    public async Task Move_PasswordInTheCommandLine_Refused()
    {
        var terminal = new TestTerminal();

        var code = await terminal.RunAsync(
            await ServerAsync("x"),
            "database",
            "move",
            "--to",
            "Host=a;Password=hunter2"
        );

        Assert.Equal(ExitCodes.Refused, code);
        Assert.StartsWith("HF-1532 ", terminal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_AfterTheMove_DoesNotTakeTheOldFile()
    {
        var home = await ServerAsync("old");
        await File.WriteAllTextAsync(Path.Combine(home.Portal, "master.key"), "");
        MovedNote.Write(home, DateTimeOffset.UnixEpoch);
        var terminal = new TestTerminal();

        var code = await terminal.RunAsync(home, "backup", home.At("file.backup"));

        Assert.Equal(ExitCodes.Refused, code);
        Assert.StartsWith("HF-1573 ", terminal.Error, StringComparison.Ordinal);
    }

    private async Task<HomeFolder> ServerAsync(string remembers)
    {
        var home = _home.Make();
        Directory.CreateDirectory(home.Portal);
        await using var database = DatabaseFactory.Open(FileOf(home));
        await DatabaseMigrations.ApplyAsync(database, TimeProvider.System, CancellationToken.None);
        await PutAsync(database, remembers);
        return home;
    }

    private static string FileOf(HomeFolder home) => Path.Combine(home.Portal, "holdfast.db");

    private static async Task<(int Code, TestTerminal Terminal)> MoveAsync(
        HomeFolder home,
        string to,
        params string[] more
    )
    {
        var file = home.At("to");
        await File.WriteAllTextAsync(file, to);
        var terminal = new TestTerminal();
        return (await terminal.RunAsync(home, ["database", "move", "--to-file", file, .. more]), terminal);
    }

    private static async Task RefusedAsync(HomeFolder home, string id, string to, params string[] more)
    {
        var (code, terminal) = await MoveAsync(home, to, more);
        Assert.Equal(ExitCodes.Refused, code);
        Assert.StartsWith(id + " ", terminal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", terminal.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(home.At(MovedNote.Name)));
    }

    private static Task<bool> PutAsync(IDatabase database, string value) =>
        database.WriteAsync(
            async unit =>
            {
                await Settings.PutAsync(unit, "a", value, DateTimeOffset.UnixEpoch);
                return true;
            },
            CancellationToken.None
        );

    private static async Task<string?> FindAsync(IUnitOfWork unit) => await Settings.FindAsync(unit, "a");
}

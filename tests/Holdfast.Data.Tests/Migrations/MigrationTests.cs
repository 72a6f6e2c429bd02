using Holdfast.Data.Migrations;
using Holdfast.Data.Problems;
using Holdfast.Testing;

namespace Holdfast.Data.Tests.Migrations;

public abstract class MigrationTests(DatabaseKind kind) : IAsyncLifetime
{
    private protected static readonly Migration One = new(
        1,
        "0001-one.sql",
        "CREATE TABLE one (a BIGINT); CREATE TABLE two (b BIGINT);"
    );
    private static readonly Migration Two = new(2, "0002-two.sql", "ALTER TABLE one ADD COLUMN c BIGINT;");

    private TestDatabase? _database;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateEmptyAsync(kind);

    public async ValueTask DisposeAsync()
    {
        await _database!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ApplyAsync_FreshThenAgain_WorksOnce()
    {
        Assert.Equal(
            MigrationSet.For(kind).Count,
            await DatabaseMigrations.ApplyAsync(_database!.Database, TimeProvider.System, CancellationToken.None)
        );
        Assert.Equal(
            0,
            await DatabaseMigrations.ApplyAsync(_database.OpenAnother(), TimeProvider.System, CancellationToken.None)
        );
    }

    [Fact]
    public async Task ApplyAsync_FromManyPortalsAtOnce_EachStepIsDoneOnce()
    {
        var portals = Enumerable.Range(0, 4).Select(_ => _database!.OpenAnother()).ToArray();

        var done = await Task.WhenAll(
            portals.Select(portal => DatabaseMigrations.ApplyAsync(portal, TimeProvider.System, CancellationToken.None))
        );

        Assert.Equal(MigrationSet.For(kind).Count, done.Sum());
    }

    [Fact]
    public async Task ApplyAsync_NewStep_DoesOnlyThat()
    {
        Assert.Equal(1, await ApplyAsync(One));
        Assert.Equal(1, await ApplyAsync(One, Two));

        await ExecuteAsync("INSERT INTO one (a, c) VALUES (1, 2)");
    }

    [Fact]
    public async Task ApplyAsync_EditedStep_IsRefused()
    {
        await ApplyAsync(One);

        await RefusedAsync(DatabaseProblems.ChangedMigration, One with { Script = One.Script + " " }, Two);
    }

    [Fact]
    public async Task ApplyAsync_OtherHistory_IsRefused()
    {
        await ApplyAsync(One);
        await ExecuteAsync("UPDATE schema_migrations SET checksum = 'x'");

        await RefusedAsync(DatabaseProblems.ChangedMigration, One);
    }

    [Fact]
    public async Task ApplyAsync_NewerDatabase_IsRefused()
    {
        await ApplyAsync(One, Two);

        await RefusedAsync(DatabaseProblems.NewerSchema, One);
    }

    [Fact]
    public async Task ApplyAsync_StepFails_NothingIsDone()
    {
        var broken = Two with { Script = "CREATE TABLE three (a BIGINT); SELECT nonsense;" };

        await Assert.ThrowsAnyAsync<DatabaseException>(() => ApplyAsync(One, broken));

        Assert.Equal(2, await ApplyAsync(One, Two));
        await ExecuteAsync("CREATE TABLE three (a BIGINT)");
    }

    [Theory]
    [InlineData("CREATE TABLE mails (a BIGINT)", "mails")]
    [InlineData("CREATE TABLE schema_migrations (version TEXT)", "schema_migrations")]
    public async Task ApplyAsync_DatabaseOfAnotherProgram_IsRefusedAndUnchanged(string sql, string table)
    {
        await ExecuteAsync(sql);

        await RefusedAsync(DatabaseProblems.NotADatabase, One);

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() =>
            DatabaseMigrations.IsCurrentAsync(_database!.Database, CancellationToken.None)
        );
        Assert.Equal(DatabaseProblems.NotADatabase, refusal.Problem.Kind);
        Assert.Contains(table, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        await ExecuteAsync("CREATE TABLE one (a BIGINT)");
    }

    private protected Task<int> ApplyAsync(params Migration[] known) =>
        DatabaseMigrations.ApplyAsync(_database!.Database, known, TimeProvider.System, CancellationToken.None);

    private async Task RefusedAsync(Holdfast.Model.Problems.ProblemKind expected, params Migration[] known)
    {
        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => ApplyAsync(known));
        Assert.Equal(expected, refusal.Problem.Kind);
    }

    private protected Task<int> ExecuteAsync(string sql) =>
        _database!.Database.WriteAsync(unit => unit.ExecuteAsync(sql), CancellationToken.None);
}

public sealed class MigrationSqliteTests() : MigrationTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class MigrationPostgresTests() : MigrationTests(DatabaseKind.Postgres)
{
    [Fact]
    public async Task ApplyAsync_TablesOfAnExtension_AreNobodys()
    {
        await ExecuteAsync("CREATE TABLE belongs (a BIGINT)");
        await ExecuteAsync("ALTER EXTENSION plpgsql ADD TABLE belongs");

        Assert.Equal(1, await ApplyAsync(One));
    }
}

using System.Text.RegularExpressions;
using Holdfast.Data.Copies;
using Holdfast.Data.Migrations;
using Holdfast.Data.Problems;
using Holdfast.Data.Users;
using Holdfast.Model.Problems;
using Holdfast.Testing;

namespace Holdfast.Data.Tests.Copies;

[Trait("needs", "postgres")]
public sealed partial class DatabaseMoveTests : IAsyncLifetime
{
    private static readonly Stores Stores = new();
    private readonly TemporaryFolder _folder = new();
    private TestDatabase _source = null!;
    private TestDatabase _target = null!;
    private int _moves;

    public async ValueTask InitializeAsync()
    {
        _source = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _target = await TestDatabase.CreateEmptyAsync(DatabaseKind.Postgres);
        await AddUserAsync(_source.Database, "anna");
        await ExecuteAsync(
            _source.Database,
            "INSERT INTO secrets (name, sealed, created_at) VALUES ('s', @sealed, 1)",
            ("sealed", new byte[] { 0, 1, 255 })
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _target.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task RunAsync_EmptyTarget_HasEveryRowAndAHigherEpoch()
    {
        var report = await MoveAsync();

        Assert.False(report.WasThere);
        Assert.Equal(1, report.Tables.Single(table => table.Table == "users").Rows);
        Assert.Equal(1, report.Tables.Single(table => table.Table == "secrets").Rows);
        Assert.Equal(["anna"], await NamesAsync(_target.Database));
        Assert.Equal(2, await _target.Database.ReadAsync(Stores.Epochs.ReadAsync, CancellationToken.None));
        Assert.True(await DatabaseMigrations.IsCurrentAsync(_target.Database, CancellationToken.None));
    }

    /// <summary>The list is that of the scripts, so that a table which a later one adds cannot be forgotten.</summary>
    [Fact]
    public async Task RunAsync_OneRowInEachTableOfTheScripts_AllAreThere()
    {
        await using var source = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await source.Database.WriteAsync(FillEachTableAsync, CancellationToken.None);

        var report = await MoveAsync(source.Database);

        Assert.Equal(
            TablesOfTheScripts(DatabaseKind.Sqlite).Select(name => (name, 1)),
            report
                .Tables.Select(table => (table.Table, table.Rows))
                .OrderBy(found => found.Table, StringComparer.Ordinal)
        );
        Assert.Equal(TablesOfTheScripts(DatabaseKind.Sqlite), TablesOfTheScripts(DatabaseKind.Postgres));
    }

    [Fact]
    public async Task RunAsync_TableThatTheTargetDoesNotKnow_RefusedAndNothingLeft()
    {
        await ExecuteAsync(_source.Database, "CREATE TABLE forgotten (name TEXT NOT NULL)");

        await RefusedAsync(DatabaseProblems.CopyDiffers);
        Assert.False(await DatabaseMigrations.IsCurrentAsync(_target.Database, CancellationToken.None));
    }

    [Fact]
    public async Task RunAsync_SchemaThereButNoRows_Moves()
    {
        await DatabaseMigrations.ApplyAsync(_target.Database, TimeProvider.System, CancellationToken.None);

        await MoveAsync();

        Assert.Equal(["anna"], await NamesAsync(_target.Database));
    }

    [Fact]
    public async Task RunAsync_ASecondTime_FindsItComplete()
    {
        var first = await MoveAsync();

        var second = await MoveAsync();

        Assert.True(second.WasThere);
        Assert.Equal(first.Tables.Where(table => table.Table != "meta"), second.Tables);
        Assert.Equal(2, await _target.Database.ReadAsync(Stores.Epochs.ReadAsync, CancellationToken.None));
    }

    [Fact]
    public async Task RunAsync_OneValueDiffersFromAnEarlierMove_Refused()
    {
        await MoveAsync();
        await ExecuteAsync(
            _target.Database,
            "UPDATE secrets SET sealed = @sealed",
            ("sealed", new byte[] { 0, 1, 254 })
        );

        await RefusedAsync(DatabaseProblems.NotEmpty);
    }

    [Fact]
    public async Task RunAsync_TargetOfAnotherServer_RefusedAndUnchanged()
    {
        await DatabaseMigrations.ApplyAsync(_target.Database, TimeProvider.System, CancellationToken.None);
        await AddUserAsync(_target.Database, "zoe");

        await RefusedAsync(DatabaseProblems.NotEmpty);

        Assert.Equal(["zoe"], await NamesAsync(_target.Database));
    }

    [Fact]
    public async Task RunAsync_TargetOfAnotherProgram_Refused()
    {
        await ExecuteAsync(_target.Database, "CREATE TABLE mails (a text)");

        await RefusedAsync(DatabaseProblems.NotADatabase);
    }

    [Fact]
    public async Task RunAsync_RowsThatTheTargetChanges_RefusedAndNothingLeft()
    {
        // Whoever owns the database may have put rules into it, here for every table that is made.
        await ExecuteAsync(
            _target.Database,
            """
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.sealed = '\x00'; RETURN NEW; END $$;
            CREATE FUNCTION spoil_all() RETURNS event_trigger LANGUAGE plpgsql AS
            $$ DECLARE made record; BEGIN
                FOR made IN SELECT * FROM pg_event_trigger_ddl_commands()
                    WHERE command_tag = 'CREATE TABLE' AND object_identity LIKE '%.secrets'
                LOOP
                    CREATE TRIGGER spoil BEFORE INSERT ON secrets FOR EACH ROW EXECUTE FUNCTION spoil();
                END LOOP;
            END $$;
            CREATE EVENT TRIGGER spoil_all ON ddl_command_end EXECUTE FUNCTION spoil_all();
            """
        );

        await RefusedAsync(DatabaseProblems.CopyDiffers);
        Assert.False(await DatabaseMigrations.IsCurrentAsync(_target.Database, CancellationToken.None));

        await ExecuteAsync(_target.Database, "DROP EVENT TRIGGER spoil_all");
        await MoveAsync();
    }

    [Fact]
    public async Task RunAsync_CutOffInTheMiddle_LeavesNothingAndMovesTheNextTime()
    {
        using var cancel = new CancellationTokenSource();
        await ExecuteAsync(
            _target.Database,
            """
            CREATE FUNCTION wait_long() RETURNS event_trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_sleep(600); END $$;
            CREATE EVENT TRIGGER wait_long ON ddl_command_end WHEN TAG IN ('CREATE INDEX')
                EXECUTE FUNCTION wait_long();
            """
        );
        var move = MoveAsync(cancel.Token);
        while (!await SleepsAsync(_target.Database))
        {
            Assert.False(move.IsCompleted);
            await Task.Delay(20);
        }

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => move);
        await ExecuteAsync(_target.Database, "DROP EVENT TRIGGER wait_long");
        Assert.False(await DatabaseMigrations.IsCurrentAsync(_target.Database, CancellationToken.None));

        Assert.False((await MoveAsync()).WasThere);
        Assert.Equal(["anna"], await NamesAsync(_target.Database));
    }

    private Task<MoveReport> MoveAsync(CancellationToken cancel = default) => MoveAsync(_source.Database, cancel);

    private Task<MoveReport> MoveAsync(IDatabase source, CancellationToken cancel = default) =>
        DatabaseMove.RunAsync(
            source,
            _target.Database,
            Directory.CreateDirectory(_folder[$"{++_moves}"]).FullName,
            TimeProvider.System,
            cancel
        );

    private static IEnumerable<string> TablesOfTheScripts(DatabaseKind kind) =>
        MigrationSet
            .For(kind)
            .SelectMany(migration => CreatedTable().Matches(migration.Script))
            .Select(match => match.Groups["name"].Value)
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^CREATE TABLE (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex CreatedTable();

    /// <summary>Equal values satisfy the foreign keys; the schema itself fills <c>meta</c>.</summary>
    private static async Task<bool> FillEachTableAsync(IUnitOfWork unit)
    {
        foreach (var table in (await TableCatalogue.ReadAsync(unit)).Where(table => table.Name != "meta"))
        {
            await unit.ExecuteAsync(
                $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({RowText.Parameters(table)})",
                [.. table.Columns.Select((column, at) => ($"p{at}", Value(column.Kind)))]
            );
        }

        return true;
    }

    private static object? Value(ColumnKind kind) =>
        kind switch
        {
            ColumnKind.Number => 1L,
            // Also a role.
            ColumnKind.Text => "user",
            ColumnKind.Id => Guid.Parse("0198c0de-0000-7000-8000-000000000001"),
            _ => new byte[] { 0, 1, 255 },
        };

    private static Task<bool> SleepsAsync(IDatabase database) =>
        database.ReadAsync(
            async unit =>
                await unit.FirstAsync(
                    """
                    SELECT count(*) AS n FROM pg_stat_activity
                    WHERE wait_event = 'PgSleep' AND datname = current_database()
                    """,
                    row => row.Long("n")
                ) > 0,
            CancellationToken.None
        );

    private async Task RefusedAsync(ProblemKind expected)
    {
        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => MoveAsync());
        Assert.Equal(expected, refusal.Problem.Kind);
    }

    private static Task<bool> AddUserAsync(IDatabase database, string name) =>
        database.WriteAsync(
            unit =>
                Stores.Users.AddAsync(
                    unit,
                    new User
                    {
                        Id = Guid.CreateVersion7(),
                        Name = name,
                        NameKey = name,
                        CreatedAt = DateTimeOffset.UnixEpoch.AddDays(20_000),
                        Groups = ["ä", "b\n\"'"],
                    }
                ),
            CancellationToken.None
        );

    private static Task<IReadOnlyList<string>> NamesAsync(IDatabase database) =>
        database.ReadAsync(
            unit => unit.QueryAsync("SELECT name FROM users ORDER BY name", row => row.Text("name")),
            CancellationToken.None
        );

    private static Task<int> ExecuteAsync(
        IDatabase database,
        string sql,
        params (string Name, object? Value)[] parameters
    ) => database.WriteAsync(unit => unit.ExecuteAsync(sql, parameters), CancellationToken.None);
}

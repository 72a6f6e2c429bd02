using Holdfast.Data.Copies;
using Holdfast.Data.Problems;
using Holdfast.Data.Users;
using Holdfast.Testing;

namespace Holdfast.Data.Tests.Copies;

[Trait("needs", "postgres")]
public sealed class DatabaseCopyTests : IDisposable
{
    private static readonly Stores Stores = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_BothKinds_SameTablesColumnsAndOrder()
    {
        await using var sqlite = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var postgres = await TestDatabase.CreateAsync(DatabaseKind.Postgres);

        Assert.Equal(await CatalogueAsync(sqlite), await CatalogueAsync(postgres));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Postgres)]
    [InlineData(DatabaseKind.Postgres, DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, DatabaseKind.Postgres)]
    public async Task ImportAsync_WhatWasExported_IsAllThereAndTheEpochIsHigher(DatabaseKind from, DatabaseKind to)
    {
        await using var source = await TestDatabase.CreateAsync(from);
        var user = await FillAsync(source.Database);
        var step = await DatabaseCopy.ExportAsync(source.Database, Folder(), CancellationToken.None);

        await using var target = await TestDatabase.CreateEmptyAsync(to);
        await ImportAsync(target.Database, step);

        var read = await target.Database.ReadAsync(
            unit => Stores.Users.FindAsync(unit, user.Id),
            CancellationToken.None
        );
        Assert.Equivalent(user, read);
        Assert.Equal(
            [1, 2, 255],
            await target.Database.ReadAsync(unit => Stores.Secrets.FindAsync(unit, "s"), CancellationToken.None)
        );
        Assert.Equal(2, await target.Database.ReadAsync(Stores.Epochs.ReadAsync, CancellationToken.None));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task ImportAsync_TargetNotEmpty_RefusedAndUnchanged(DatabaseKind kind)
    {
        await using var source = await TestDatabase.CreateAsync(kind);
        await FillAsync(source.Database);
        var step = await DatabaseCopy.ExportAsync(source.Database, Folder(), CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => ImportAsync(source.Database, step));

        Assert.Equal(DatabaseProblems.NotEmpty, refusal.Problem.Kind);
        Assert.Equal(1, await source.Database.ReadAsync(Stores.Epochs.ReadAsync, CancellationToken.None));
    }

    [Fact]
    public async Task ImportAsync_OfANewerProgram_Refused()
    {
        await using var target = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => ImportAsync(target.Database, 9999));

        Assert.Equal(DatabaseProblems.NewerSchema, refusal.Problem.Kind);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1,2")]
    [InlineData("""["a","b",3]""")]
    [InlineData("""["s","not base64!",1]""")]
    public async Task ImportAsync_DamagedRow_Refused(string line)
    {
        await using var target = await TestDatabase.CreateEmptyAsync(DatabaseKind.Postgres);
        await File.WriteAllTextAsync(Path.Combine(Folder(), "secrets.jsonl"), line + "\n");

        await Assert.ThrowsAsync<FormatException>(() => ImportAsync(target.Database, 1));
    }

    private string Folder() => Directory.CreateDirectory(_folder["copy"]).FullName;

    private Task ImportAsync(IDatabase database, int step) =>
        DatabaseCopy.ImportAsync(database, Folder(), step, TimeProvider.System, CancellationToken.None);

    private static async Task<User> FillAsync(IDatabase database)
    {
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            Name = "Ännä\n\"'",
            NameKey = "anna",
            PasswordHash = "hash",
            CreatedAt = DateTimeOffset.UnixEpoch.AddDays(20_000),
            Groups = ["a", "b"],
        };
        return await database.WriteAsync(
            async unit =>
            {
                await Stores.Users.AddAsync(unit, user);
                await unit.ExecuteAsync(
                    "INSERT INTO secrets (name, sealed, created_at) VALUES ('s', @sealed, 1)",
                    ("sealed", new byte[] { 1, 2, 255 })
                );
                return user;
            },
            CancellationToken.None
        );
    }

    private static async Task<string> CatalogueAsync(TestDatabase database)
    {
        var tables = await database.Database.ReadAsync(TableCatalogue.ReadAsync, CancellationToken.None);
        return string.Join('\n', tables.Select(table => $"{table.Name}: {string.Join(", ", table.Columns)}"));
    }
}

using Holdfast.Data.Problems;
using Holdfast.Testing;

namespace Holdfast.Data.Tests;

public class DatabaseFactoryTests
{
    [Theory]
    [InlineData("sqlite:")]
    [InlineData("SQLite:")]
    [InlineData("")]
    public async Task Open_Path_IsSqlite(string prefix)
    {
        using var folder = new TemporaryFolder();

        await using var database = DatabaseFactory.Open(prefix + folder["a b;c.db"]);

        Assert.Equal(DatabaseKind.Sqlite, database.Kind);
        Assert.True(File.Exists(folder["a b;c.db"]));
    }

    [Theory]
    [InlineData("Host=db1,db2:5433;Username=holdfast;Database=holdfast")]
    [InlineData("postgres:Host=db1;Timeout=1;CommandTimeout=4;Maximum Pool Size=3")]
    [InlineData("postgres:Server=db1")]
    public async Task Open_ConnectionString_IsPostgresAndDoesNotConnect(string setting)
    {
        await using var database = DatabaseFactory.Open(setting);

        Assert.Equal(DatabaseKind.Postgres, database.Kind);
    }

    [Theory]
    [InlineData("postgres:")]
    [InlineData("postgres:nonsense")]
    [InlineData("Pasword=hunter2;Host=db")]
    [InlineData("Host=db;Password=hunter2;Port=many")]
    [InlineData("Host=db;Password=hunter2;Target Session Attributes=any")]
    [InlineData("Password=hunter2;=;;")]
    [InlineData("Password=hunter2;Username=x")]
    public void Open_UnreadableConnectionString_SaysSoWithoutThePassword(string setting)
    {
        var refusal = Assert.ThrowsAny<DatabaseException>(() => DatabaseFactory.Open(setting));

        Assert.Equal(DatabaseProblems.UnreadableConnectionString, refusal.Problem.Kind);
        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
    }
}

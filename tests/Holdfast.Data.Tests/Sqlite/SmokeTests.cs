using Holdfast.Data.Migrations;
using Holdfast.Data.Users;
using Holdfast.Testing;

namespace Holdfast.Data.Tests.Sqlite;

public class SmokeTests
{
    [Fact]
    public async Task Smoke()
    {
        using var folder = new TemporaryFolder();
        await using var db = DatabaseFactory.Open("sqlite:" + folder["a.db"]);
        Assert.Equal(1, await DatabaseMigrations.ApplyAsync(db, TimeProvider.System, default));
        var s = new Stores();
        var now = DateTimeOffset.UnixEpoch;
        var u = new User
        {
            Id = Guid.CreateVersion7(),
            Name = "A",
            NameKey = "a",
            CreatedAt = now,
            Groups = ["x", "b"],
        };
        Assert.True(await db.WriteAsync(t => s.Users.AddAsync(t, u), default));
        var r = await db.ReadAsync(t => s.Users.FindByKeyAsync(t, "a"), default);
        Assert.Equal(["b", "x"], r!.Groups);
    }
}

using Holdfast.Data.Apps;

namespace Holdfast.Data.Tests.Apps;

public abstract class AppStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task PutAsync_Twice_ChangesAllButTheCreation()
    {
        var app = new App(
            "org.example.app",
            "App",
            ["http://127.0.0.1:{PORT}/callback", "app:/back"],
            Enabled: true,
            Now
        );
        await WriteAsync(unit => Stores.Apps.PutAsync(unit, app));
        await WriteAsync(unit =>
            Stores.Apps.PutAsync(
                unit,
                app with
                {
                    Name = "Other",
                    RedirectUris = [],
                    Enabled = false,
                    CreatedAt = Now.AddDays(1),
                }
            )
        );

        var found = await ReadAsync(unit => Stores.Apps.FindAsync(unit, app.ClientId));

        Assert.Equivalent(new App("org.example.app", "Other", [], Enabled: false, Now), found, strict: true);
    }

    [Fact]
    public async Task ListAsync_Several_InOrderWithTheirUris()
    {
        await WriteAsync(unit => Stores.Apps.PutAsync(unit, new App("b", "B", ["x:/"], Enabled: true, Now)));
        await WriteAsync(unit => Stores.Apps.PutAsync(unit, new App("a", "A", ["y:/", "z:/"], Enabled: true, Now)));

        var list = await ReadAsync(Stores.Apps.ListAsync);

        Assert.Equal(["a", "b"], list.Select(app => app.ClientId));
        Assert.Equal(["y:/", "z:/"], list[0].RedirectUris);
    }

    [Fact]
    public async Task RemoveAsync_Unknown_ReturnsFalse()
    {
        Assert.False(await WriteAsync(unit => Stores.Apps.RemoveAsync(unit, "a")));
        Assert.Null(await ReadAsync(unit => Stores.Apps.FindAsync(unit, "a")));
    }
}

public sealed class AppStoreSqliteTests() : AppStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class AppStorePostgresTests() : AppStoreTests(DatabaseKind.Postgres);

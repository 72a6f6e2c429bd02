using Holdfast.Data.DataProtection;

namespace Holdfast.Data.Tests.Secrets;

public abstract class SecretStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task GetOrAddAsync_ManyPortalsAtOnce_AllGetTheSame()
    {
        var portals = Enumerable.Range(0, 4).Select(_ => TestDatabase.OpenAnother()).ToArray();

        var secrets = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    portals[i % portals.Length]
                        .WriteAsync(
                            unit => Stores.Secrets.GetOrAddAsync(unit, "ca", [(byte)i], Now),
                            CancellationToken.None
                        )
                )
        );

        Assert.Single(secrets.Select(s => s[0]).Distinct());
        Assert.Equal(secrets[0], await ReadAsync(unit => Stores.Secrets.FindAsync(unit, "ca")));
    }

    [Fact]
    public async Task PutAsync_Known_Replaces()
    {
        await WriteAsync(unit => Stores.Secrets.PutAsync(unit, "ca", [1], Now));
        await WriteAsync(unit => Stores.Secrets.PutAsync(unit, "ca", [], Now));

        Assert.Empty((await ReadAsync(unit => Stores.Secrets.FindAsync(unit, "ca")))!);
        Assert.True(await WriteAsync(unit => Stores.Secrets.RemoveAsync(unit, "ca")));
        Assert.False(await WriteAsync(unit => Stores.Secrets.RemoveAsync(unit, "ca")));
        Assert.Null(await ReadAsync(unit => Stores.Secrets.FindAsync(unit, "ca")));
    }

    [Fact]
    public async Task DataProtectionKeys_Put_AreListedOldestFirst()
    {
        var keys = Stores.DataProtectionKeys;
        await WriteAsync(unit => keys.PutAsync(unit, new DataProtectionKey("b", [2]), Now));
        await WriteAsync(unit => keys.PutAsync(unit, new DataProtectionKey("a", [1]), Now.AddSeconds(1)));
        await WriteAsync(unit => keys.PutAsync(unit, new DataProtectionKey("b", [3]), Now.AddSeconds(2)));

        var list = await ReadAsync(keys.ListAsync);

        Assert.Equal([("b", 3), ("a", 1)], list.Select(key => (key.FriendlyName, (int)key.Sealed[0])));
    }

    [Fact]
    public async Task Settings_PutAndRemove_Change()
    {
        await WriteAsync(unit => Stores.Settings.PutAsync(unit, "b", "{}", Now));
        await WriteAsync(unit => Stores.Settings.PutAsync(unit, "a", "[1]", Now));
        await WriteAsync(unit => Stores.Settings.PutAsync(unit, "b", "\"ü\"", Now));

        Assert.Equal([("a", "[1]"), ("b", "\"ü\"")], await ReadAsync(Stores.Settings.ListAsync));
        Assert.Equal("\"ü\"", await ReadAsync(unit => Stores.Settings.FindAsync(unit, "b")));
        Assert.True(await WriteAsync(unit => Stores.Settings.RemoveAsync(unit, "b")));
        Assert.False(await WriteAsync(unit => Stores.Settings.RemoveAsync(unit, "b")));
        Assert.Null(await ReadAsync(unit => Stores.Settings.FindAsync(unit, "b")));
    }
}

public sealed class SecretStoreSqliteTests() : SecretStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class SecretStorePostgresTests() : SecretStoreTests(DatabaseKind.Postgres);

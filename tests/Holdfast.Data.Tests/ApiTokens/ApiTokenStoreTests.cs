using Holdfast.Data.ApiTokens;

namespace Holdfast.Data.Tests.ApiTokens;

public abstract class ApiTokenStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private static readonly byte[] Hash = [.. Enumerable.Repeat((byte)7, 32)];

    [Fact]
    public async Task AddAsync_ThenFindByHash_IsAsItWasAdded()
    {
        var token = Token("backup");
        Assert.True(await WriteAsync(unit => Stores.ApiTokens.AddAsync(unit, token, Hash)));

        Assert.Equivalent(token, await ReadAsync(unit => Stores.ApiTokens.FindByHashAsync(unit, Hash)), strict: true);
        Assert.Equivalent(token, await ReadAsync(unit => Stores.ApiTokens.FindAsync(unit, token.Id)), strict: true);
        Assert.Null(await ReadAsync(unit => Stores.ApiTokens.FindByHashAsync(unit, new byte[32])));
    }

    [Fact]
    public async Task AddAsync_NameTaken_AddsNothing()
    {
        await WriteAsync(unit => Stores.ApiTokens.AddAsync(unit, Token("backup"), Hash));

        Assert.False(await WriteAsync(unit => Stores.ApiTokens.AddAsync(unit, Token("backup"), new byte[32])));
        Assert.Single(await ReadAsync(Stores.ApiTokens.ListAsync));
    }

    [Fact]
    public async Task TouchAsync_KeepsWhen()
    {
        var token = Token("backup");
        await WriteAsync(unit => Stores.ApiTokens.AddAsync(unit, token, Hash));
        await WriteAsync(unit => Stores.ApiTokens.TouchAsync(unit, token.Id, Now.AddDays(1)));

        var found = await ReadAsync(unit => Stores.ApiTokens.FindAsync(unit, token.Id));
        Assert.Equal(Now.AddDays(1), found?.LastUsedAt);
    }

    [Fact]
    public async Task RemoveAsync_Once_IsGoneAndItsNameIsFree()
    {
        var token = Token("backup");
        await WriteAsync(unit => Stores.ApiTokens.AddAsync(unit, token, Hash));

        Assert.True(await WriteAsync(unit => Stores.ApiTokens.RemoveAsync(unit, token.Id)));
        Assert.False(await WriteAsync(unit => Stores.ApiTokens.RemoveAsync(unit, token.Id)));
        Assert.Null(await ReadAsync(unit => Stores.ApiTokens.FindByHashAsync(unit, Hash)));
        Assert.True(await WriteAsync(unit => Stores.ApiTokens.AddAsync(unit, Token("backup"), Hash)));
    }

    private static ApiToken Token(string name) =>
        new(Guid.CreateVersion7(Now), name, ["read", "people"], "anna", Now, Now.AddDays(30), LastUsedAt: null);
}

public sealed class ApiTokenStoreSqliteTests() : ApiTokenStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class ApiTokenStorePostgresTests() : ApiTokenStoreTests(DatabaseKind.Postgres);

using Holdfast.Data.Authorizations;

namespace Holdfast.Data.Tests.Authorizations;

public abstract class AuthorizationStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private AuthorizationStore Authorizations => Stores.Authorizations;

    [Fact]
    public async Task FindAsync_Known_BringsTheUserAsItIsNow()
    {
        var user = await AddUserAsync("anna", "b", "a");
        var authorization = await AddAsync(user.Id);

        var found = await FindAsync(authorization.Id);

        Assert.Equal(authorization, found!.Authorization);
        Assert.Equivalent(user with { Groups = ["a", "b"] }, found.User, strict: true);
        Assert.Null(await FindAsync(Guid.CreateVersion7()));
    }

    [Fact]
    public async Task RotateAsync_ManyPortalsAtOnce_OneSucceeds()
    {
        var authorization = await AddAsync((await AddUserAsync("anna")).Id);
        var portals = Enumerable.Range(0, 4).Select(_ => TestDatabase.OpenAnother()).ToArray();

        var successes = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    portals[i % portals.Length]
                        .WriteAsync(
                            unit => Authorizations.RotateAsync(unit, authorization.Id, 1, 2, Now.AddMinutes(1)),
                            CancellationToken.None
                        )
                )
        );

        Assert.Single(successes, success => success);
        var found = (await FindAsync(authorization.Id))!.Authorization;
        Assert.Equal((2, Now.AddMinutes(1)), (found.Generation, found.RotatedAt));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task RotateAsync_OtherGeneration_ChangesNothing(int expected)
    {
        var authorization = await AddAsync((await AddUserAsync("anna")).Id);

        Assert.False(
            await WriteAsync(unit => Authorizations.RotateAsync(unit, authorization.Id, expected, expected + 1, Now))
        );

        Assert.Equal(authorization, (await FindAsync(authorization.Id))!.Authorization);
    }

    [Fact]
    public async Task RotateAsync_Revoked_ChangesNothing()
    {
        var authorization = await AddAsync((await AddUserAsync("anna")).Id);
        await WriteAsync(unit => Authorizations.RevokeAsync(unit, authorization.Id, "user", Now));

        Assert.False(await WriteAsync(unit => Authorizations.RotateAsync(unit, authorization.Id, 1, 2, Now)));
    }

    [Fact]
    public async Task RevokeAsync_Twice_KeepsTheFirstReason()
    {
        var authorization = await AddAsync((await AddUserAsync("anna")).Id);

        Assert.True(await WriteAsync(unit => Authorizations.RevokeAsync(unit, authorization.Id, "first", Now)));
        Assert.False(await WriteAsync(unit => Authorizations.RevokeAsync(unit, authorization.Id, "second", Now)));

        var found = (await FindAsync(authorization.Id))!.Authorization;
        Assert.Equal((Now, "first"), (found.RevokedAt, found.RevokedReason));
        Assert.False(found.IsGood(Now));
    }

    [Fact]
    public async Task RevokeAllOfAsync_SomeRevokedBefore_ReturnsTheOthers()
    {
        var anna = await AddUserAsync("anna");
        var bert = await AddUserAsync("bert");
        var (before, one, two) = (await AddAsync(anna.Id), await AddAsync(anna.Id), await AddAsync(anna.Id));
        var others = await AddAsync(bert.Id);
        await WriteAsync(unit => Authorizations.RevokeAsync(unit, before.Id, "user", Now));

        var revoked = await WriteAsync(unit => Authorizations.RevokeAllOfAsync(unit, anna.Id, "disabled", Now));

        Assert.Equal(new[] { one.Id, two.Id }.Order(), revoked.Order());
        Assert.Null((await FindAsync(others.Id))!.Authorization.RevokedAt);
        Assert.Equal(3, (await ReadAsync(unit => Authorizations.ListOfAsync(unit, anna.Id))).Count);
    }

    [Fact]
    public async Task PurgeAsync_EndedLongAgo_OnlyThose()
    {
        var user = await AddUserAsync("anna");
        var good = await AddAsync(user.Id);
        var revoked = await AddAsync(user.Id);
        await WriteAsync(unit => Authorizations.RevokeAsync(unit, revoked.Id, "user", Now));

        Assert.Equal(1, await WriteAsync(unit => Authorizations.PurgeAsync(unit, Now.AddDays(1))));
        Assert.NotNull(await FindAsync(good.Id));
        Assert.Equal(1, await WriteAsync(unit => Authorizations.PurgeAsync(unit, Now.AddDays(91))));
    }

    private Task<AuthorizedUser?> FindAsync(Guid id) => ReadAsync(unit => Authorizations.FindAsync(unit, id));

    private async Task<Authorization> AddAsync(Guid userId)
    {
        var authorization = new Authorization
        {
            Id = Guid.CreateVersion7(),
            UserId = userId,
            ClientId = "org.eduvpn.app.linux",
            CreatedAt = Now,
            ExpiresAt = Now.AddDays(90),
            RotatedAt = Now,
        };
        await WriteAsync(unit => Authorizations.AddAsync(unit, authorization));
        return authorization;
    }
}

public sealed class AuthorizationStoreSqliteTests() : AuthorizationStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class AuthorizationStorePostgresTests() : AuthorizationStoreTests(DatabaseKind.Postgres);

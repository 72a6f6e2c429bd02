using Holdfast.Data.Factors;
using Holdfast.Data.Users;

namespace Holdfast.Data.Tests.Factors;

public abstract class FactorStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private static readonly byte[] One = [1, 2, 3];
    private static readonly byte[] Other = [4, 5, 6];

    [Fact]
    public async Task Authenticator_Added_IsFoundOnceAndCounted()
    {
        var user = await AddUserAsync("anna");
        var added = AppOf(user);
        Assert.True(await WriteAsync(unit => Stores.Authenticators.AddAsync(unit, added)));
        Assert.False(await WriteAsync(unit => Stores.Authenticators.AddAsync(unit, added)));

        Assert.Equivalent(added, await ReadAsync(unit => Stores.Authenticators.FindAsync(unit, user.Id)), strict: true);
        Assert.Equal(new UserFactors(App: true, 0, 0), await FactorsAsync(user));
    }

    [Fact]
    public async Task Authenticator_StepUsed_NeverAgainNorAnEarlierOne()
    {
        var user = await AddUserAsync("anna");
        await WriteAsync(unit => Stores.Authenticators.AddAsync(unit, AppOf(user)));

        Assert.True(await UseAsync(user, 101));
        Assert.False(await UseAsync(user, 101));
        Assert.False(await UseAsync(user, 100));
        Assert.True(await UseAsync(user, 102));
        Assert.Equal(Now, (await ReadAsync(unit => Stores.Authenticators.FindAsync(unit, user.Id)))!.LastUsedAt);
    }

    [Fact]
    public async Task Authenticator_OneStepByManyAtOnce_OneWins()
    {
        var user = await AddUserAsync("anna");
        await WriteAsync(unit => Stores.Authenticators.AddAsync(unit, AppOf(user)));

        var used = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => UseAsync(user, 200)));

        Assert.Single(used, won => won);
    }

    [Fact]
    public async Task RecoveryCode_Used_IsGoneAndOthersStay()
    {
        var (anna, bert) = (await AddUserAsync("anna"), await AddUserAsync("bert"));
        await WriteAsync(unit => Stores.RecoveryCodes.ReplaceAsync(unit, anna.Id, [One, Other], Now));
        await WriteAsync(unit => Stores.RecoveryCodes.ReplaceAsync(unit, bert.Id, [One], Now));

        Assert.True(await WriteAsync(unit => Stores.RecoveryCodes.UseAsync(unit, anna.Id, One)));
        Assert.False(await WriteAsync(unit => Stores.RecoveryCodes.UseAsync(unit, anna.Id, One)));
        Assert.Equal(1, (await FactorsAsync(anna)).RecoveryCodes);
        Assert.Equal(1, (await FactorsAsync(bert)).RecoveryCodes);
    }

    [Fact]
    public async Task RecoveryCode_ByManyAtOnce_OneWins()
    {
        var user = await AddUserAsync("anna");
        await WriteAsync(unit => Stores.RecoveryCodes.ReplaceAsync(unit, user.Id, [One], Now));

        var used = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => WriteAsync(unit => Stores.RecoveryCodes.UseAsync(unit, user.Id, One)))
        );

        Assert.Single(used, won => won);
    }

    [Fact]
    public async Task RecoveryCodes_Replaced_OldOnesAreVoid()
    {
        var user = await AddUserAsync("anna");
        await WriteAsync(unit => Stores.RecoveryCodes.ReplaceAsync(unit, user.Id, [One], Now));
        await WriteAsync(unit => Stores.RecoveryCodes.ReplaceAsync(unit, user.Id, [Other], Now));

        Assert.False(await WriteAsync(unit => Stores.RecoveryCodes.UseAsync(unit, user.Id, One)));
        Assert.True(await WriteAsync(unit => Stores.RecoveryCodes.UseAsync(unit, user.Id, Other)));
    }

    [Fact]
    public async Task Passkey_AddedAndUsed_IsReadAsItIs()
    {
        var user = await AddUserAsync("anna");
        var key = KeyOf(user, One);
        Assert.True(await WriteAsync(unit => Stores.Passkeys.AddAsync(unit, key)));
        Assert.False(await WriteAsync(unit => Stores.Passkeys.AddAsync(unit, key with { Id = Guid.CreateVersion7() })));
        await WriteAsync(unit => Stores.Passkeys.UsedAsync(unit, key.Id, 7, Now));

        var used = key with { Counter = 7, LastUsedAt = Now };
        Assert.Equivalent(
            used,
            await ReadAsync(unit => Stores.Passkeys.FindByCredentialAsync(unit, One)),
            strict: true
        );
        Assert.Equivalent(
            used,
            Assert.Single(await ReadAsync(unit => Stores.Passkeys.ListOfAsync(unit, user.Id))),
            strict: true
        );
        Assert.Equal(1, (await FactorsAsync(user)).Passkeys);
    }

    [Fact]
    public async Task Passkey_OfSomebodyElse_IsNotRemoved()
    {
        var (anna, bert) = (await AddUserAsync("anna"), await AddUserAsync("bert"));
        var key = KeyOf(anna, One);
        await WriteAsync(unit => Stores.Passkeys.AddAsync(unit, key));

        Assert.False(await WriteAsync(unit => Stores.Passkeys.RemoveAsync(unit, bert.Id, key.Id)));
        Assert.True(await WriteAsync(unit => Stores.Passkeys.RemoveAsync(unit, anna.Id, key.Id)));
    }

    [Fact]
    public async Task ResetLink_UsedOrReplacedOrExpired_IsVoid()
    {
        var user = await AddUserAsync("anna");
        var links = Stores.ResetLinks;
        await WriteAsync(unit => links.PutAsync(unit, user.Id, One, Now, Now.AddDays(1)));
        Assert.Equal(user.Id, await ReadAsync(unit => links.FindAsync(unit, One, Now)));

        await WriteAsync(unit => links.PutAsync(unit, user.Id, Other, Now, Now.AddDays(1)));
        Assert.Null(await ReadAsync(unit => links.FindAsync(unit, One, Now)));
        Assert.False(await WriteAsync(unit => links.UseAsync(unit, Other, Now.AddDays(1))));
        Assert.True(await WriteAsync(unit => links.UseAsync(unit, Other, Now)));
        Assert.False(await WriteAsync(unit => links.UseAsync(unit, Other, Now)));
    }

    [Fact]
    public async Task Challenge_SpentByManyAtOnce_OneWins()
    {
        var spent = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => WriteAsync(unit => Stores.SpentChallenges.SpendAsync(unit, One, Now.AddMinutes(10))))
        );

        Assert.Single(spent, won => won);
        Assert.Equal(0, await WriteAsync(unit => Stores.SpentChallenges.PurgeAsync(unit, Now)));
        Assert.Equal(1, await WriteAsync(unit => Stores.SpentChallenges.PurgeAsync(unit, Now.AddMinutes(10))));
    }

    [Fact]
    public async Task ListUsers_WithoutFactor_LeavesThoseWithOneOut()
    {
        var (app, key, _) = (await AddUserAsync("app"), await AddUserAsync("key"), await AddUserAsync("none"));
        await WriteAsync(unit => Stores.Authenticators.AddAsync(unit, AppOf(app)));
        await WriteAsync(unit => Stores.Passkeys.AddAsync(unit, KeyOf(key, One)));

        var found = await ReadAsync(unit => Stores.Users.ListAsync(unit, new UserQuery { WithoutFactor = true }));

        Assert.Equal("none", Assert.Single(found).Name);
    }

    [Fact]
    public async Task RemoveUser_WithFactors_TakesThemAlong()
    {
        var user = await AddUserAsync("anna");
        await WriteAsync(unit => Stores.Authenticators.AddAsync(unit, AppOf(user)));
        await WriteAsync(unit => Stores.Passkeys.AddAsync(unit, KeyOf(user, One)));
        await WriteAsync(unit => Stores.RecoveryCodes.ReplaceAsync(unit, user.Id, [One], Now));
        await WriteAsync(unit => Stores.ResetLinks.PutAsync(unit, user.Id, One, Now, Now.AddDays(1)));

        Assert.True(await WriteAsync(unit => Stores.Users.RemoveAsync(unit, user.Id)));
        Assert.Null(await ReadAsync(unit => Stores.Passkeys.FindByCredentialAsync(unit, One)));
        Assert.Null(await ReadAsync(unit => Stores.ResetLinks.FindAsync(unit, One, Now)));
    }

    private Task<bool> UseAsync(User user, long step) =>
        WriteAsync(unit => Stores.Authenticators.UseAsync(unit, user.Id, step, Now));

    private async Task<UserFactors> FactorsAsync(User user) =>
        (await ReadAsync(unit => Stores.Users.FindAsync(unit, user.Id)))!.Factors;

    private static Authenticator AppOf(User user) =>
        new()
        {
            UserId = user.Id,
            Sealed = [9, 8, 7],
            LastStep = 100,
            CreatedAt = Now,
        };

    private static Passkey KeyOf(User user, byte[] credential) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            UserId = user.Id,
            Credential = credential,
            PublicKey = [1],
            Name = "Laptop",
            Transports = ["internal", "hybrid"],
            Counter = 0,
            CreatedAt = Now,
        };
}

public sealed class FactorStoreSqliteTests() : FactorStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class FactorStorePostgresTests() : FactorStoreTests(DatabaseKind.Postgres);

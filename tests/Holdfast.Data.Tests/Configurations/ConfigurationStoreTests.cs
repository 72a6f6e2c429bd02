using Holdfast.Data.Configurations;
using Holdfast.Data.Problems;
using Holdfast.Data.Users;

namespace Holdfast.Data.Tests.Configurations;

public abstract class ConfigurationStoreTests(DatabaseKind kind) : ConfigurationFixture(kind)
{
    [Fact]
    public async Task AddAsync_EveryValue_IsReadAgain()
    {
        var user = await SetUpAsync();
        var made = await AddAsync(Configuration(user, 7) with { AuthorizationId = Guid.CreateVersion7() });

        Assert.Equal(made, await FindAsync(made.Id));
        Assert.Equal(made, await ReadAsync(unit => Configurations.FindLivingByPublicKeyAsync(unit, "key7")));
        Assert.Null(await FindAsync(Guid.CreateVersion7()));
    }

    [Fact]
    public async Task AddAsync_SlotOrKeyTaken_ReturnsFalse()
    {
        var user = await SetUpAsync();
        await AddAsync(Configuration(user, 1));

        var sameSlot = Configuration(user, 1) with { PublicKey = "other" };
        var sameKey = Configuration(user, 2) with { PublicKey = "key1", ProfileId = "other" };

        Assert.False(await WriteAsync(unit => TryAddAsync(unit, sameSlot)));
        Assert.False(await WriteAsync(unit => TryAddAsync(unit, sameKey)));
    }

    [Fact]
    public async Task AddAsync_SlotAndKeyOfRemoved_AreFreeAgain()
    {
        var user = await SetUpAsync();
        var old = await AddAsync(Configuration(user, 1));
        await RemoveAsync(old, Now);

        await AddAsync(Configuration(user, 1));

        Assert.NotEqual(old.Id, (await ReadAsync(unit => Configurations.FindLivingByPublicKeyAsync(unit, "key1")))!.Id);
    }

    [Fact]
    public async Task AddAsync_SeveralWithoutKey_AreAllowed()
    {
        var user = await SetUpAsync();
        await AddAsync(Configuration(user, 1) with { PublicKey = null });
        await AddAsync(Configuration(user, 2) with { PublicKey = null });

        Assert.Equal(2, (await ReadAsync(unit => Configurations.ListOfUserAsync(unit, user.Id))).Count);
    }

    [Fact]
    public async Task AddAsync_UnknownNode_IsRefused()
    {
        var user = await SetUpAsync();

        var refusal = await Assert.ThrowsAnyAsync<DatabaseException>(() =>
            AddAsync(Configuration(user, 1) with { NodeId = "nowhere" })
        );

        Assert.Equal(DatabaseProblems.RuleBroken, refusal.Problem.Kind);
    }

    [Fact]
    public async Task RemoveAsync_Twice_KeepsTheFirst()
    {
        var made = await AddAsync(Configuration(await SetUpAsync(), 1));

        Assert.True(await RemoveAsync(made, Now.AddHours(1), revision: 5));
        Assert.False(await RemoveAsync(made, Now.AddHours(2), revision: 6));

        var expected = made with { RemovedAt = Now.AddHours(1), RemovedReason = "test" };
        Assert.Equal(expected, await FindAsync(made.Id));
        Assert.Null(await ReadAsync(unit => Configurations.FindLivingByPublicKeyAsync(unit, "key1")));
    }

    [Fact]
    public async Task Lists_LivingAndRemoved_ShowTheLiving()
    {
        var user = await SetUpAsync();
        var authorization = Guid.CreateVersion7();
        var old = await AddAsync(Configuration(user, 1) with { AuthorizationId = authorization });
        await RemoveAsync(old, Now);
        var first = await AddAsync(Configuration(user, 2) with { AuthorizationId = authorization });
        var second = await AddAsync(Configuration(user, 3) with { CreatedAt = Now.AddSeconds(1) });

        Assert.Equal([second, first], await ReadAsync(unit => Configurations.ListOfUserAsync(unit, user.Id)));
        Assert.Equal([first], await ReadAsync(unit => Configurations.ListOfAuthorizationAsync(unit, authorization)));
        Assert.Equal(2, (await ReadAsync(unit => Stores.Placements.LivingOnAsync(unit, NodeId))).Count);
        Assert.Empty(await ReadAsync(unit => Stores.Placements.LivingOnAsync(unit, "n2")));
        Assert.Equal(2, (await ReadAsync(unit => Configurations.ListOfProfileAsync(unit, ProfileId))).Count);
        Assert.Empty(await ReadAsync(unit => Configurations.ListOfProfileAsync(unit, "other")));
    }

    [Fact]
    public async Task Counts_ApiAndManual_AreApart()
    {
        var user = await SetUpAsync();
        var authorization = Guid.CreateVersion7();
        await AddAsync(Configuration(user, 1));
        var younger = await AddAsync(
            Configuration(user, 2) with
            {
                AuthorizationId = authorization,
                CreatedAt = Now.AddSeconds(1),
            }
        );
        var oldest = await AddAsync(Configuration(user, 3) with { AuthorizationId = authorization });

        Assert.Equal(1, await ReadAsync(unit => Configurations.CountManualAsync(unit, user.Id)));
        Assert.Equal(2, await ReadAsync(unit => Configurations.CountApiAsync(unit, user.Id)));
        Assert.Equal(oldest, await ReadAsync(unit => Configurations.OldestApiAsync(unit, user.Id)));

        await RemoveAsync(oldest, Now);
        Assert.Equal(younger, await ReadAsync(unit => Configurations.OldestApiAsync(unit, user.Id)));
        await RemoveAsync(younger, Now);
        Assert.Null(await ReadAsync(unit => Configurations.OldestApiAsync(unit, user.Id)));
        Assert.Equal(0, await ReadAsync(unit => Configurations.CountApiAsync(unit, user.Id)));
    }

    [Fact]
    public async Task ExpiredAsync_Some_LongestFirstUpToTheLimit()
    {
        var user = await SetUpAsync();
        var late = await AddAsync(Configuration(user, 1) with { ExpiresAt = Now });
        var early = await AddAsync(Configuration(user, 2) with { ExpiresAt = Now.AddSeconds(-1) });
        await AddAsync(Configuration(user, 3) with { ExpiresAt = Now.AddTicks(10) });

        Assert.Equal([early, late], await ReadAsync(unit => Configurations.ExpiredAsync(unit, Now, limit: 10)));
        Assert.Equal([early], await ReadAsync(unit => Configurations.ExpiredAsync(unit, Now, limit: 1)));
    }

    [Fact]
    public async Task RemoveUser_LivingConfiguration_IsRefused()
    {
        var user = await SetUpAsync();
        var made = await AddAsync(Configuration(user, 1));

        var refusal = await Assert.ThrowsAnyAsync<DatabaseException>(() =>
            WriteAsync(unit => Stores.Users.RemoveAsync(unit, user.Id))
        );

        Assert.Equal(DatabaseProblems.RuleBroken, refusal.Problem.Kind);
        Assert.Equal(made, await FindAsync(made.Id));
    }

    [Fact]
    public async Task RemoveUser_RemovedConfiguration_KeepsTheName()
    {
        var user = await SetUpAsync();
        var made = await AddAsync(Configuration(user, 1));
        await RemoveAsync(made, Now);

        Assert.True(await WriteAsync(unit => Stores.Users.RemoveAsync(unit, user.Id)));

        var found = await FindAsync(made.Id);
        Assert.Equal((null, "anna"), (found!.UserId, found.UserName));
    }

    [Fact]
    public async Task PurgeAsync_RemovedAndExpiredLongAgo_ForgetsOnlyThose()
    {
        var user = await SetUpAsync();
        var living = await AddAsync(Configuration(user, 1));
        var removed = await AddAsync(Configuration(user, 2));
        await RemoveAsync(removed, Now);

        var end = removed.ExpiresAt;

        Assert.Equal(0, await WriteAsync(unit => Configurations.PurgeAsync(unit, Now.AddSeconds(1), most: 9)));
        Assert.Equal(0, await WriteAsync(unit => Configurations.PurgeAsync(unit, end, most: 9)));
        Assert.Equal(1, await WriteAsync(unit => Configurations.PurgeAsync(unit, end.AddSeconds(1), most: 9)));
        Assert.NotNull(await FindAsync(living.Id));
    }

    private async Task<User> SetUpAsync()
    {
        await AddNodeAsync(NodeId);
        return await AddUserAsync("anna");
    }

    private Task<Configuration?> FindAsync(Guid id) => ReadAsync(unit => Configurations.FindAsync(unit, id));
}

public sealed class ConfigurationStoreSqliteTests() : ConfigurationStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class ConfigurationStorePostgresTests() : ConfigurationStoreTests(DatabaseKind.Postgres);

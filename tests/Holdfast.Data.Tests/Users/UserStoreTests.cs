using Holdfast.Data.Problems;
using Holdfast.Data.Users;

namespace Holdfast.Data.Tests.Users;

public abstract class UserStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private UserStore Users => Stores.Users;

    [Fact]
    public async Task AddAsync_NewName_FindsEveryValueAgain()
    {
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            Name = "Zoë O'Neil",
            NameKey = "zoë o'neil",
            PasswordHash = "$argon2id$x",
            MustChangePassword = true,
            Role = Role.Administrator,
            Groups = ["staff", "a\"b", "Ünit", "staff"],
            DisabledAt = Now.AddDays(1),
            CreatedAt = Now,
            PasswordChangedAt = Now.AddTicks(10),
        };
        await WriteAsync(unit => Users.AddAsync(unit, user));

        var byId = await ReadAsync(unit => Users.FindAsync(unit, user.Id));
        var byKey = await ReadAsync(unit => Users.FindByKeyAsync(unit, "zoë o'neil"));

        Assert.Equivalent(user with { Groups = ["a\"b", "staff", "Ünit"] }, byId, strict: true);
        Assert.Equivalent(byId, byKey, strict: true);
    }

    [Fact]
    public async Task AddAsync_KeyTaken_ReturnsFalseAndChangesNothing()
    {
        var first = await AddUserAsync("anna", "staff");
        var second = first with { Id = Guid.CreateVersion7(), Groups = ["admins"] };

        Assert.False(await WriteAsync(unit => Users.AddAsync(unit, second)));

        Assert.Null(await ReadAsync(unit => Users.FindAsync(unit, second.Id)));
        Assert.Equal(["staff"], (await ReadAsync(unit => Users.FindByKeyAsync(unit, "anna")))!.Groups);
    }

    [Fact]
    public async Task AddAsync_SameKeyFromManyAtOnce_OneWins()
    {
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i => new User
                {
                    Id = Guid.CreateVersion7(),
                    Name = $"{i}",
                    NameKey = "same",
                    CreatedAt = Now,
                })
                .Select(user => WriteAsync(unit => Users.AddAsync(unit, user)))
        );

        Assert.Single(results, added => added);
    }

    [Fact]
    public async Task FindAsync_Unknown_ReturnsNull()
    {
        Assert.Null(await ReadAsync(unit => Users.FindAsync(unit, Guid.CreateVersion7())));
        Assert.Null(await ReadAsync(unit => Users.FindByKeyAsync(unit, "nobody")));
    }

    [Fact]
    public async Task ListAsync_Pages_GoThroughAllInOrderOnce()
    {
        foreach (var name in (string[])["d", "b", "a", "e", "c"])
        {
            await AddUserAsync(name);
        }

        var first = await ListAsync(new UserQuery { Limit = 3 });
        var second = await ListAsync(new UserQuery { Limit = 3, After = first[^1] });

        Assert.Equal(["a", "b", "c"], first);
        Assert.Equal(["d", "e"], second);
        Assert.Empty(await ListAsync(new UserQuery { Limit = 3, After = "e" }));
    }

    [Fact]
    public async Task ListAsync_PrefixAndContaining_AreTakenLiterally()
    {
        foreach (var name in (string[])["an%na", "anna", "joanna", "a_b", "axb", @"back\slash"])
        {
            await AddUserAsync(name);
        }

        Assert.Equal(["anna"], await ListAsync(new UserQuery { Prefix = "ann" }));
        Assert.Equal(["anna", "joanna"], await ListAsync(new UserQuery { Containing = "anna" }));
        Assert.Equal(["an%na"], await ListAsync(new UserQuery { Containing = "%" }));
        Assert.Equal(["a_b"], await ListAsync(new UserQuery { Prefix = "a_" }));
        Assert.Equal([@"back\slash"], await ListAsync(new UserQuery { Containing = @"\" }));
        Assert.Equal(["joanna"], await ListAsync(new UserQuery { Prefix = "jo", Containing = "nn" }));
        Assert.Empty(await ListAsync(new UserQuery { Prefix = "nn" }));
    }

    [Fact]
    public async Task CountAsync_Some_CountsThem()
    {
        Assert.Equal(0, await ReadAsync(Users.CountAsync));
        var anna = await AddUserAsync("anna");
        await AddUserAsync("bert");
        await WriteAsync(unit => Users.SetRoleAsync(unit, anna.Id, Role.Administrator));

        Assert.Equal(2, await ReadAsync(Users.CountAsync));
        Assert.Equal(1, await ReadAsync(Users.CountAdministratorsAsync));

        await WriteAsync(unit => Users.SetDisabledAsync(unit, anna.Id, Now));
        Assert.Equal(0, await ReadAsync(Users.CountAdministratorsAsync));
    }

    [Fact]
    public async Task Updates_KnownUser_ChangeOnlyTheirValue()
    {
        var user = await AddUserAsync("anna", "old", "both");

        Assert.True(await WriteAsync(unit => Users.SetPasswordAsync(unit, user.Id, "hash", mustChange: true, Now)));
        Assert.True(await WriteAsync(unit => Users.SetRoleAsync(unit, user.Id, Role.Administrator)));
        Assert.True(await WriteAsync(unit => Users.SetDisabledAsync(unit, user.Id, Now)));
        await WriteAsync(unit => Users.SetGroupsAsync(unit, user.Id, ["both", "new"]));

        var expected = user with
        {
            PasswordHash = "hash",
            MustChangePassword = true,
            PasswordChangedAt = Now,
            Role = Role.Administrator,
            DisabledAt = Now,
            Groups = ["both", "new"],
        };
        Assert.Equivalent(expected, await ReadAsync(unit => Users.FindAsync(unit, user.Id)), strict: true);

        await WriteAsync(unit => Users.SetDisabledAsync(unit, user.Id, disabledAt: null));
        Assert.Null((await ReadAsync(unit => Users.FindAsync(unit, user.Id)))!.DisabledAt);
    }

    [Fact]
    public async Task Updates_UnknownUser_ReturnFalse()
    {
        var id = Guid.CreateVersion7();

        Assert.False(await WriteAsync(unit => Users.SetPasswordAsync(unit, id, "hash", mustChange: false, Now)));
        Assert.False(await WriteAsync(unit => Users.SetRoleAsync(unit, id, Role.Administrator)));
        Assert.False(await WriteAsync(unit => Users.SetDisabledAsync(unit, id, Now)));
        Assert.False(await WriteAsync(unit => Users.RemoveAsync(unit, id)));
        await Assert.ThrowsAnyAsync<DatabaseException>(() =>
            WriteAsync(unit => Users.SetGroupsAsync(unit, id, ["staff"]))
        );
    }

    [Fact]
    public async Task RehashPasswordAsync_PasswordChangedMeanwhile_KeepsTheNewOne()
    {
        var user = await AddUserAsync("anna");
        await WriteAsync(unit => Users.SetPasswordAsync(unit, user.Id, "old", mustChange: false, Now));

        Assert.True(await WriteAsync(unit => Users.RehashPasswordAsync(unit, user.Id, "old", "stronger")));
        Assert.False(await WriteAsync(unit => Users.RehashPasswordAsync(unit, user.Id, "old", "late")));

        Assert.Equal("stronger", (await ReadAsync(unit => Users.FindAsync(unit, user.Id)))!.PasswordHash);
    }

    [Fact]
    public async Task RemoveAsync_KnownUser_TakesMembershipsAlong()
    {
        var user = await AddUserAsync("anna", "staff");

        Assert.True(await WriteAsync(unit => Users.RemoveAsync(unit, user.Id)));

        Assert.Null(await ReadAsync(unit => Users.FindAsync(unit, user.Id)));
        Assert.Empty((await AddUserAsync("anna")).Groups);
    }

    [Fact]
    public void ToString_UserWithHash_DoesNotShowIt()
    {
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            Name = "anna",
            NameKey = "anna",
            PasswordHash = "$argon2id$secret",
            CreatedAt = Now,
        };

        Assert.DoesNotContain("secret", user.ToString(), StringComparison.Ordinal);
    }

    private async Task<string[]> ListAsync(UserQuery query) =>
        [.. (await ReadAsync(unit => Users.ListAsync(unit, query))).Select(user => user.NameKey)];

    [Theory]
    [InlineData(Role.User)]
    [InlineData(Role.HelpDesk)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task Role_AddedOrSet_IsRead(Role role)
    {
        var added = await AddAsync(role);
        Assert.Equal(role, (await ReadAsync(unit => Users.FindAsync(unit, added.Id)))?.Role);

        foreach (var other in Enum.GetValues<Role>())
        {
            await WriteAsync(unit => Users.SetRoleAsync(unit, added.Id, other));
            Assert.Equal(other, (await ReadAsync(unit => Users.FindAsync(unit, added.Id)))?.Role);
        }
    }

    /// <summary>The release before knows two, and gives somebody it does not understand no more than a user has.</summary>
    [Theory]
    [InlineData(Role.HelpDesk)]
    [InlineData(Role.Auditor)]
    public async Task Role_ThatIsNew_IsAUserToTheReleaseBefore(Role role)
    {
        var user = await AddAsync(role);

        Assert.Equal(
            "user",
            await ReadAsync(unit =>
                unit.FirstAsync("SELECT role FROM users WHERE id = @id", row => row.Text("role"), ("id", user.Id))
            )
        );
    }

    private async Task<User> AddAsync(Role role)
    {
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            Name = "berta",
            NameKey = "berta",
            CreatedAt = Now,
            Role = role,
        };
        await WriteAsync(unit => Users.AddAsync(unit, user));
        return user;
    }
}

public sealed class UserStoreSqliteTests() : UserStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class UserStorePostgresTests() : UserStoreTests(DatabaseKind.Postgres);

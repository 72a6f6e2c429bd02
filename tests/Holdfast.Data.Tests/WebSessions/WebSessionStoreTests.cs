using Holdfast.Data.WebSessions;

namespace Holdfast.Data.Tests.WebSessions;

public abstract class WebSessionStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private WebSessionStore Sessions => Stores.WebSessions;

    [Fact]
    public async Task FindAsync_Known_BringsTheUserAsItIsNow()
    {
        var user = await AddUserAsync("anna", "staff");
        var session = await AddAsync(user.Id, 1);
        await WriteAsync(unit => Stores.Users.SetDisabledAsync(unit, user.Id, Now));

        var found = await ReadAsync(unit => Sessions.FindAsync(unit, session.Hash));

        Assert.Equivalent(session, found!.Session, strict: true);
        Assert.Equivalent(user with { DisabledAt = Now }, found.User, strict: true);
    }

    [Fact]
    public async Task FindAsync_Unknown_ReturnsNull() =>
        Assert.Null(await ReadAsync(unit => Sessions.FindAsync(unit, new byte[32])));

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public async Task TouchAsync_AfterSeconds_WritesOnlyWhenLongAgo(int seconds, bool written)
    {
        var session = await AddAsync((await AddUserAsync("anna")).Id, 1);
        var later = Now.AddSeconds(seconds);

        Assert.Equal(
            written,
            await WriteAsync(unit => Sessions.TouchAsync(unit, session.Hash, later, later.AddHours(1)))
        );

        var found = await ReadAsync(unit => Sessions.FindAsync(unit, session.Hash));
        Assert.Equal(written ? later : Now, found!.Session.LastSeenAt);
        Assert.Equal(written ? later.AddHours(1) : session.ExpiresAt, found.Session.ExpiresAt);
    }

    [Fact]
    public async Task RemoveAsync_Twice_SecondSaysNo()
    {
        var session = await AddAsync((await AddUserAsync("anna")).Id, 1);

        Assert.True(await WriteAsync(unit => Sessions.RemoveAsync(unit, session.Hash)));
        Assert.False(await WriteAsync(unit => Sessions.RemoveAsync(unit, session.Hash)));
    }

    [Fact]
    public async Task RemoveAllOfAsync_ExceptOne_LeavesItAndOthersSessions()
    {
        var anna = await AddUserAsync("anna");
        var bert = await AddUserAsync("bert");
        var kept = await AddAsync(anna.Id, 1);
        await AddAsync(anna.Id, 2);
        await AddAsync(anna.Id, 3);
        await AddAsync(bert.Id, 4);

        Assert.Equal(2, await WriteAsync(unit => Sessions.RemoveAllOfAsync(unit, anna.Id, kept.Hash)));
        Assert.Equal(kept.Hash, Assert.Single(await ReadAsync(unit => Sessions.ListOfAsync(unit, anna.Id))).Hash);
        Assert.Equal(1, await WriteAsync(unit => Sessions.RemoveAllOfAsync(unit, anna.Id)));
        Assert.Single(await ReadAsync(unit => Sessions.ListOfAsync(unit, bert.Id)));
    }

    [Fact]
    public async Task PurgeAsync_SomeExpired_RemovesThoseOnly()
    {
        var user = await AddUserAsync("anna");
        var session = await AddAsync(user.Id, 1);

        Assert.Equal(0, await WriteAsync(unit => Sessions.PurgeAsync(unit, session.ExpiresAt.AddTicks(-10))));
        Assert.Equal(1, await WriteAsync(unit => Sessions.PurgeAsync(unit, session.ExpiresAt)));
    }

    [Fact]
    public async Task RemoveUser_WithSession_SignsOut()
    {
        var user = await AddUserAsync("anna");
        var session = await AddAsync(user.Id, 1);

        await WriteAsync(unit => Stores.Users.RemoveAsync(unit, user.Id));

        Assert.Null(await ReadAsync(unit => Sessions.FindAsync(unit, session.Hash)));
    }

    private async Task<WebSession> AddAsync(Guid userId, byte number)
    {
        var hash = new byte[32];
        hash[0] = number;
        var session = new WebSession
        {
            Hash = hash,
            UserId = userId,
            CreatedAt = Now,
            LastSeenAt = Now,
            ExpiresAt = Now.AddHours(8),
            Address = "2001:db8::1",
            UserAgent = "",
        };
        await WriteAsync(unit => Sessions.AddAsync(unit, session));
        return session;
    }
}

public sealed class WebSessionStoreSqliteTests() : WebSessionStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class WebSessionStorePostgresTests() : WebSessionStoreTests(DatabaseKind.Postgres);

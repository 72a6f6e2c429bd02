using Holdfast.Data.Notices;

namespace Holdfast.Data.Tests.Notices;

public abstract class NoticeStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task PendingAsync_SeveralKindsAndRecipients_AreGroupedTheLongestFirst()
    {
        await AddAsync("b", "", 2);
        await AddAsync("a", "anna@example.org", 1);
        await AddAsync("b", "", 3);

        Assert.Equal(
            [
                new PendingNotices("a", "anna@example.org", 1, Now.AddSeconds(1)),
                new PendingNotices("b", "", 2, Now.AddSeconds(2)),
            ],
            await ReadAsync(unit => Stores.Notices.PendingAsync(unit, 10))
        );
    }

    [Fact]
    public async Task PutIntoAsync_LaterOnes_WaitForTheNext()
    {
        var message = Guid.CreateVersion7();
        await AddAsync("a", "", 1);
        await AddAsync("a", "anna@example.org", 1);
        Assert.Equal(1, await WriteAsync(unit => Stores.Notices.PutIntoAsync(unit, message, "a", "")));
        await AddAsync("a", "", 2);

        var told = await ReadAsync(unit => Stores.Notices.OfMessageAsync(unit, message, 10));
        Assert.Equal([Now.AddSeconds(1)], told.Select(notice => notice.At));
        Assert.Equal(1, await ReadAsync(unit => Stores.Notices.CountOfMessageAsync(unit, message)));
        Assert.Equal(2, (await ReadAsync(unit => Stores.Notices.PendingAsync(unit, 10))).Count);
    }

    [Fact]
    public async Task AddAsync_SameId_IsOnce()
    {
        var notice = Some("a", "", 1);

        Assert.True(await WriteAsync(unit => Stores.Notices.AddAsync(unit, notice)));
        Assert.False(await WriteAsync(unit => Stores.Notices.AddAsync(unit, notice)));
    }

    [Fact]
    public async Task AddAsync_MoreThanAnybodyReads_AreLeftOutAndOtherKindsAreNot()
    {
        await WriteAsync(async unit =>
        {
            for (var i = 0; i < NoticeStore.MostPending; i++)
            {
                Assert.True(await Stores.Notices.AddAsync(unit, Some("storm", "", i)));
            }
        });

        Assert.False(await WriteAsync(unit => Stores.Notices.AddAsync(unit, Some("storm", "", 0))));
        Assert.True(await WriteAsync(unit => Stores.Notices.AddAsync(unit, Some("other", "", 0))));
    }

    [Fact]
    public async Task AddAsync_EndlessText_IsCut()
    {
        var message = Guid.CreateVersion7();
        await WriteAsync(unit => Stores.Notices.AddAsync(unit, Some("a", "", 1) with { Text = new string('x', 5000) }));
        await WriteAsync(unit => Stores.Notices.PutIntoAsync(unit, message, "a", ""));

        var told = Assert.Single(await ReadAsync(unit => Stores.Notices.OfMessageAsync(unit, message, 10)));
        Assert.Equal(Notice.LongestText, told.Text.Length);
    }

    [Fact]
    public async Task WithdrawAsync_OnlyWhatIsNotTold()
    {
        var (waiting, told) = (Some("a", "", 1), Some("b", "", 1));
        await WriteAsync(unit => Stores.Notices.AddAsync(unit, waiting));
        await WriteAsync(unit => Stores.Notices.AddAsync(unit, told));
        await WriteAsync(unit => Stores.Notices.PutIntoAsync(unit, Guid.CreateVersion7(), "b", ""));

        Assert.True(await WriteAsync(unit => Stores.Notices.WithdrawAsync(unit, waiting.Id)));
        Assert.False(await WriteAsync(unit => Stores.Notices.WithdrawAsync(unit, told.Id)));
    }

    [Fact]
    public async Task PurgeAsync_WhatIsStillOnItsWay_Stays()
    {
        var message = Guid.CreateVersion7();
        await AddAsync("old", "", 1);
        await AddAsync("under way", "", 1);
        await WriteAsync(unit => Stores.Notices.PutIntoAsync(unit, message, "under way", ""));
        await WriteAsync(unit => Stores.NoticeDeliveries.AddAsync(unit, NoticeDeliveryStoreTests.Some(message)));

        Assert.Equal(1, await WriteAsync(unit => Stores.Notices.PurgeAsync(unit, Now.AddDays(1))));
        Assert.Equal(1, await ReadAsync(unit => Stores.Notices.CountOfMessageAsync(unit, message)));
    }

    [Fact]
    public async Task Conditions_PutListRemove()
    {
        var known = new KnownCondition("node.down", "node-1", "away", Now, Now, ToldAt: null);
        await WriteAsync(unit => Stores.NoticeConditions.PutAsync(unit, "", known));
        await WriteAsync(unit => Stores.NoticeConditions.PutAsync(unit, "other", known));
        await WriteAsync(unit => Stores.NoticeConditions.PutAsync(unit, "", known with { ToldAt = Now }));

        Assert.Equal(
            [known with { ToldAt = Now }],
            await ReadAsync(unit => Stores.NoticeConditions.ListAsync(unit, ""))
        );
        await WriteAsync(unit => Stores.NoticeConditions.RemoveAsync(unit, "", "node.down", "node-1"));
        Assert.Empty(await ReadAsync(unit => Stores.NoticeConditions.ListAsync(unit, "")));
        Assert.Equal([known], await ReadAsync(unit => Stores.NoticeConditions.ListAsync(unit, "other")));
    }

    private Task AddAsync(string kind, string recipient, int second) =>
        WriteAsync(unit => Stores.Notices.AddAsync(unit, Some(kind, recipient, second)));

    private static Notice Some(string kind, string recipient, int second) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            At = Now.AddSeconds(second),
            Kind = kind,
            Subject = "node-1",
            Text = "It is away.",
            Recipient = recipient,
        };
}

public sealed class NoticeStoreSqliteTests() : NoticeStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class NoticeStorePostgresTests() : NoticeStoreTests(DatabaseKind.Postgres);

using Holdfast.Data.Notices;

namespace Holdfast.Data.Tests.Notices;

public abstract class NoticeDeliveryStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private NoticeDeliveryStore Deliveries => Stores.NoticeDeliveries;

    internal static NoticeDelivery Some(Guid message, int second = 0) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            MessageId = message,
            At = Now.AddSeconds(second),
            Kind = "node.down",
            Channel = DeliveryChannel.Mail,
            Target = "admin@example.org",
            DueSince = Now.AddSeconds(second),
            NextTryAt = Now.AddSeconds(second),
        };

    [Fact]
    public async Task ClaimAsync_Due_IsNobodyElsesUntilTheClaimEnds()
    {
        var (due, later) = (await AddAsync(0), await AddAsync(100));

        Assert.Equal([due.Id], await ClaimAsync(Now.AddSeconds(10)));
        Assert.Empty(await ClaimAsync(Now.AddSeconds(50)));
        Assert.Equal([due.Id, later.Id], (await ClaimAsync(Now.AddSeconds(110))).Order());
        Assert.Equal(2, (await FindAsync(due.Id)).Attempts);
    }

    [Fact]
    public async Task ClaimAsync_ManyAtOnce_EachIsClaimedOnce()
    {
        for (var i = 0; i < 20; i++)
        {
            await AddAsync(0);
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ClaimAsync(Now.AddSeconds(1), limit: 20)));

        Assert.Equal(20, claims.Sum(claim => claim.Count));
        Assert.Equal(20, claims.SelectMany(claim => claim).Distinct().Count());
    }

    [Fact]
    public async Task EndAsync_Delivered_IsNotTriedAgain()
    {
        var delivery = await AddAsync(0);
        Assert.True(await EndAsync(delivery.Id, DeliveryState.Delivered, Now.AddSeconds(5)));

        Assert.Empty(await ClaimAsync(Now.AddDays(1)));
        Assert.False(await WriteAsync(unit => Deliveries.RetryAsync(unit, delivery.Id, Now)));
        var found = await FindAsync(delivery.Id);
        Assert.Equal(
            (DeliveryState.Delivered, Now.AddSeconds(5), "250 OK"),
            (found.State, found.EndedAt, found.Answer)
        );
    }

    [Fact]
    public async Task RetryAsync_GivenUp_BeginsAnew()
    {
        var delivery = await AddAsync(0);
        await ClaimAsync(Now);
        await EndAsync(delivery.Id, DeliveryState.GivenUp, Now.AddDays(1));
        Assert.True(await WriteAsync(unit => Deliveries.RetryAsync(unit, delivery.Id, Now.AddDays(2))));

        var found = await FindAsync(delivery.Id);
        Assert.Equal((DeliveryState.Waiting, 0, null), (found.State, found.Attempts, found.EndedAt));
        Assert.Equal(Now.AddDays(2), found.DueSince);
        Assert.Equal([delivery.Id], await ClaimAsync(Now.AddDays(2)));
    }

    [Fact]
    public async Task ListAsync_OnlyFailed_LeavesOutDeliveredAndUntried()
    {
        var (delivered, givenUp, again, _) = (
            await AddAsync(1),
            await AddAsync(2),
            await AddAsync(3),
            await AddAsync(4)
        );
        await EndAsync(delivered.Id, DeliveryState.Delivered, Now);
        await EndAsync(givenUp.Id, DeliveryState.GivenUp, Now);
        await WriteAsync(async unit => await Deliveries.PostponeAsync(unit, again.Id, "421 busy", Now.AddHours(1)));

        Assert.Equal([again.Id, givenUp.Id], await ListAsync(onlyFailed: true, before: null));
        Assert.Equal(4, (await ListAsync(onlyFailed: false, before: null)).Count);
        Assert.Equal([delivered.Id], await ListAsync(onlyFailed: false, new(givenUp.At, givenUp.Id)));
        Assert.Equal(2, await ReadAsync(Deliveries.CountWaitingAsync));
    }

    [Fact]
    public async Task NextTryAtAsync_IsOfTheEarliestThatWaits()
    {
        Assert.Null(await ReadAsync(Deliveries.NextTryAtAsync));
        var (ended, later, _) = (await AddAsync(1), await AddAsync(2), await AddAsync(3));
        await EndAsync(ended.Id, DeliveryState.Delivered, Now);
        await WriteAsync(async unit => await Deliveries.PostponeAsync(unit, later.Id, "421 busy", Now.AddHours(1)));
        Assert.Equal(Now.AddSeconds(3), await ReadAsync(Deliveries.NextTryAtAsync));
    }

    [Fact]
    public async Task HasWorkAsync_DueOrPending_Only()
    {
        Assert.False(await ReadAsync(unit => Deliveries.HasWorkAsync(unit, Now)));
        var delivery = await AddAsync(10);
        Assert.False(await ReadAsync(unit => Deliveries.HasWorkAsync(unit, Now)));
        Assert.True(await ReadAsync(unit => Deliveries.HasWorkAsync(unit, Now.AddSeconds(10))));
        await EndAsync(delivery.Id, DeliveryState.Delivered, Now);
        Assert.False(await ReadAsync(unit => Deliveries.HasWorkAsync(unit, Now.AddDays(1))));
        var notice = new Notice
        {
            Id = Guid.CreateVersion7(),
            At = Now,
            Kind = "node.down",
            Subject = "x",
            Text = "x",
        };
        await WriteAsync(unit => Stores.Notices.AddAsync(unit, notice));
        Assert.True(await ReadAsync(unit => Deliveries.HasWorkAsync(unit, Now)));
    }

    [Fact]
    public async Task LastAsync_OfOneTargetOrOfAll()
    {
        await AddAsync(1);
        await AddAsync(7);

        Assert.Equal(Now.AddSeconds(7), await LastAsync(""));
        Assert.Equal(Now.AddSeconds(7), await LastAsync("admin@example.org"));
        Assert.Null(await LastAsync("anna@example.org"));
    }

    [Fact]
    public async Task PurgeAsync_OldAndTooMany_AreForgottenAndWaitingOnesStay()
    {
        var waiting = await AddAsync(0);
        for (var day = 1; day <= 6; day++)
        {
            await EndAsync((await AddAsync(day)).Id, DeliveryState.Delivered, Now.AddDays(day));
        }

        Assert.Equal(3, await WriteAsync(unit => Deliveries.PurgeAsync(unit, Now.AddDays(2), most: 3)));
        var left = await ListAsync(onlyFailed: false, before: null);
        Assert.Equal(4, left.Count);
        Assert.Contains(waiting.Id, left);
    }

    private async Task<NoticeDelivery> AddAsync(int second)
    {
        var delivery = Some(Guid.CreateVersion7(), second);
        await WriteAsync(async unit => await Deliveries.AddAsync(unit, delivery));
        return delivery;
    }

    private async Task<IReadOnlyList<Guid>> ClaimAsync(DateTimeOffset now, int limit = 10) =>
        [.. (await WriteAsync(unit => Deliveries.ClaimAsync(unit, now, now.AddSeconds(90), limit))).Select(d => d.Id)];

    private Task<bool> EndAsync(Guid id, DeliveryState state, DateTimeOffset at) =>
        WriteAsync(unit => Deliveries.EndAsync(unit, id, state, "250 OK", at));

    private async Task<NoticeDelivery> FindAsync(Guid id) => (await ReadAsync(unit => Deliveries.FindAsync(unit, id)))!;

    private async Task<IReadOnlyList<Guid>> ListAsync(bool onlyFailed, DeliveryMark? before) =>
        [.. (await ReadAsync(unit => Deliveries.ListAsync(unit, onlyFailed, before, 10))).Select(d => d.Id)];

    private Task<DateTimeOffset?> LastAsync(string target) =>
        ReadAsync(unit => Deliveries.LastAsync(unit, "node.down", target));
}

public sealed class NoticeDeliveryStoreSqliteTests() : NoticeDeliveryStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class NoticeDeliveryStorePostgresTests() : NoticeDeliveryStoreTests(DatabaseKind.Postgres);

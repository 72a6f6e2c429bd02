using Holdfast.Data.Configurations;
using Holdfast.Model.Profiles;

namespace Holdfast.Data.Tests.Configurations;

public abstract class SlotStoreTests(DatabaseKind kind) : ConfigurationFixture(kind)
{
    [Fact]
    public async Task AllocateSlotAsync_200AtOnceFromTwoPortals_GivesEachItsOwn()
    {
        var user = await AddUserAsync("anna");
        await AddNodeAsync(NodeId);
        IDatabase[] portals = [Database, TestDatabase.OpenAnother()];

        var made = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => ConnectAsync(portals[i % 2], user, first: 0, count: 200))
        );

        Assert.Equal(Enumerable.Range(0, 200), made.Select(c => c!.Slot).Order());
        Assert.Null(await ConnectAsync(Database, user, first: 0, count: 200));
    }

    [Fact]
    public async Task AllocateSlotAsync_MoreThanFitAtOnce_TheRestGetNothing()
    {
        var user = await AddUserAsync("anna");
        await AddNodeAsync(NodeId);

        var made = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(_ => ConnectAsync(Database, user, first: 10, count: 40))
        );

        Assert.Equal(20, made.Count(c => c is null));
        Assert.Equal(Enumerable.Range(10, 40), made.OfType<Configuration>().Select(c => c.Slot).Order());
    }

    [Fact]
    public async Task AllocateSlotAsync_Freed_LongestFreedIsNextAndOnlyAfterTheFresh()
    {
        var user = await AddUserAsync("anna");
        await AddNodeAsync(NodeId);
        var made = await ConnectManyAsync(3, count: 4);
        await RemoveAsync(made[2], Now);
        await RemoveAsync(made[0], Now.AddSeconds(1));
        await RemoveAsync(made[1], Now.AddSeconds(2));

        var slots = (await ConnectManyAsync(4, count: 4)).Select(c => c.Slot);

        Assert.Equal([3, 2, 0, 1], slots);
        Assert.Null(await ConnectAsync(Database, user, first: 0, count: 4));
    }

    [Fact]
    public async Task AllocateSlotAsync_ChurnAtOnce_NoSlotIsLostOrDoubled()
    {
        var user = await AddUserAsync("anna");
        await AddNodeAsync(NodeId);
        const int Slots = 8;

        await Task.WhenAll(Enumerable.Range(0, Slots).Select(_ => ChurnAsync()));

        var slots = (await ConnectManyAsync(Slots, Slots)).Select(c => c.Slot);
        Assert.Equal(Enumerable.Range(0, Slots), slots.Order());

        async Task ChurnAsync()
        {
            for (var i = 0; i < 15; i++)
            {
                if (await ConnectAsync(Database, user, first: 0, count: Slots) is { } made)
                {
                    Assert.True(await RemoveAsync(made, Now.AddSeconds(i)));
                }
            }
        }
    }

    [Fact]
    public async Task AllocateSlotAsync_UnitFails_SlotIsFreeAgain()
    {
        await AddUserAsync("anna");
        await AddNodeAsync(NodeId);

        await Assert.ThrowsAsync<TimeoutException>(() =>
            WriteAsync<int>(async unit =>
            {
                await Configurations.AllocateSlotAsync(
                    unit,
                    new SlotRange(ProfileId, Protocol.WireGuard, NodeId, 0, 1)
                );
                throw new TimeoutException();
            })
        );

        Assert.Equal(0, await AllocateAsync(0, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public async Task AllocateSlotAsync_EmptyRange_ReturnsNull(int count) =>
        Assert.Null(await AllocateAsync(first: 0, count));

    [Fact]
    public async Task AllocateSlotAsync_OtherProtocolProfileAndNode_HaveTheirOwn()
    {
        Assert.Equal(0, await AllocateAsync(0, 4));
        Assert.Equal(4, await AllocateAsync(4, 4, node: "n2"));
        Assert.Equal(
            0,
            await WriteAsync(unit =>
                Configurations.AllocateSlotAsync(unit, new SlotRange(ProfileId, Protocol.OpenVpn, NodeId, 0, 4))
            )
        );
        Assert.Equal(
            0,
            await WriteAsync(unit =>
                Configurations.AllocateSlotAsync(unit, new SlotRange("other", Protocol.WireGuard, NodeId, 0, 4))
            )
        );
        Assert.Equal(1, await AllocateAsync(0, 4));
    }

    [Fact]
    public async Task AllocateSlotAsync_RangeGrows_GoesOnBehindTheOldEnd()
    {
        await AddUserAsync("anna");
        await AddNodeAsync(NodeId);
        await ConnectManyAsync(2, count: 2);

        Assert.Equal([2, 3], (await ConnectManyAsync(2, count: 4)).Select(c => c.Slot));
    }

    [Fact]
    public async Task AllocateSlotAsync_RangeShrinksAndGrows_LosesNoSlot()
    {
        await AddUserAsync("anna");
        await AddNodeAsync(NodeId);
        var made = await ConnectManyAsync(6, count: 6);
        await RemoveAsync(made[4], Now);
        await RemoveAsync(made[1], Now.AddSeconds(1));

        Assert.Equal(1, Assert.Single(await ConnectManyAsync(1, count: 3)).Slot);
        await RemoveAsync(made[5], Now.AddSeconds(2));

        Assert.Equal([4, 5], (await ConnectManyAsync(2, count: 6)).Select(c => c.Slot).Order());
    }

    [Fact]
    public async Task AllocateSlotAsync_RangeMoves_PassesOverWhatIsTaken()
    {
        var user = await AddUserAsync("anna");
        await AddNodeAsync(NodeId);
        var made = await ConnectManyAsync(4, count: 4);

        Assert.Equal([4, 5], await SlotsAsync(first: 2, number: 2, count: 4));
        Assert.Null(await ConnectAsync(Database, user, first: 2, count: 4));
        await RemoveAsync(made[3], Now);

        Assert.Equal([3], await SlotsAsync(first: 2, number: 1, count: 4));

        async Task<List<int>> SlotsAsync(int first, int number, int count)
        {
            var slots = new List<int>();
            for (var i = 0; i < number; i++)
            {
                slots.Add((await ConnectAsync(Database, user, first, count))!.Slot);
            }

            return slots;
        }
    }

    private async Task<List<Configuration>> ConnectManyAsync(int number, int count)
    {
        var user = await ReadAsync(unit => Stores.Users.FindByKeyAsync(unit, "anna"));
        var made = new List<Configuration>();
        for (var i = 0; i < number; i++)
        {
            made.Add((await ConnectAsync(Database, user!, first: 0, count))!);
        }

        return made;
    }
}

public sealed class SlotStoreSqliteTests() : SlotStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class SlotStorePostgresTests() : SlotStoreTests(DatabaseKind.Postgres);

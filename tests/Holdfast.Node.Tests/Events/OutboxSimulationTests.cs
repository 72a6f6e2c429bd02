namespace Holdfast.Node.Tests.Events;

/// <summary>Whatever happens to the node, its disk and the portals: nothing is counted twice, and what was on the disk arrives.</summary>
public sealed class OutboxSimulationTests
{
    private const int Steps = 400;
    private const int Enough = 100_000;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Books_PortalsDieAndTheMachineCrashes_AreTrue(int seed)
    {
        var world = new OutboxWorld(seed, Enough);
        Play(world, seed, world.Crash, world.FailToFlush);

        AssertTrue(world);
        Assert.All(world.KnownEnds.Where(world.Books.Sessions.ContainsKey), id => AssertEnded(world, id));
        Assert.All(world.KnownEnds, id => Assert.True(world.Books.Sessions.ContainsKey(id)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Books_StateFolderLost_HaveNoSessionThatGoesOnForEver(int seed)
    {
        var world = new OutboxWorld(seed, Enough);
        Play(world, seed, world.Crash, world.Lose);

        AssertTrue(world);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Books_OlderCopyComesBack_NothingIsDroppedForEverOrCountedTwice(int seed)
    {
        var world = new OutboxWorld(seed, Enough);
        Play(world, seed, world.Crash, world.Copy, world.Restore);

        AssertTrue(world);
        world.Start();
        world.Count();
        AssertTrue(world);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Books_OutboxFull_LackWholeSessionsOnly(int seed)
    {
        var world = new OutboxWorld(seed, limit: 30);
        for (var i = 0; i < Steps; i++)
        {
            world.Start();
            world.Count();
            world.Count();
            world.Flush();
            if (i % 5 != 0)
            {
                world.End();
            }

            Assert.True(world.Kept <= 30 + (2 * world.Open.Count()), $"{world.Kept} for {world.Open.Count()} sessions");
        }

        AssertTrue(world);
    }

    private static void Play(OutboxWorld world, int seed, params Action[] faults)
    {
        var random = new Random(seed * 31);
        for (var i = 0; i < Steps; i++)
        {
            world.Step();
            if (random.Next(12) == 0)
            {
                faults[random.Next(faults.Length)]();
            }
        }
    }

    private static void AssertTrue(OutboxWorld world)
    {
        world.Settle();
        Assert.All(world.Books.Starts.Values, times => Assert.Equal(1, times));
        Assert.All(world.Books.Sessions, s => Assert.InRange(s.Value.Received, 0, world.Truth[s.Key]));
        var live = world.Books.Sessions.Where(s => s.Value.Ended is null).Select(s => s.Key);
        Assert.Equal(world.Open.Order(), live.Order());
    }

    private static void AssertEnded(OutboxWorld world, Guid id) => Assert.NotNull(world.Books.Sessions[id].Ended);
}

using System.Collections.Immutable;
using Holdfast.Model.Addresses;
using Holdfast.Model.Placing;

namespace Holdfast.Model.Tests.Placing;

public sealed class PoolCutTests
{
    private static readonly PoolCut Empty = new()
    {
        Whole = new(0, 256),
        Present = ImmutableSortedDictionary<string, PoolSlice>.Empty,
    };

    [Fact]
    public void For_OneNode_TheWholePool() => Assert.Equal([new("a", new(0, 256))], Empty.For(["a"]));

    [Fact]
    public void For_OneMore_UpperHalfOfTheLargest()
    {
        var two = Empty with { Present = Empty.For(["a"]) };
        Assert.Equal([new("a", new(0, 128)), new("b", new(128, 128))], two.For(["a", "b"]));

        var three = Empty with { Present = two.For(["a", "b"]) };
        Assert.Equal(
            [new("a", new(0, 64)), new("b", new(128, 128)), new("c", new(64, 64))],
            three.For(["c", "b", "a"])
        );
    }

    [Fact]
    public void For_NodeGone_ItsPartGoesToTheNextThatComes()
    {
        var cut = Empty with { Present = Slices(("a", 0, 64), ("b", 64, 64), ("c", 128, 128)) };

        Assert.Equal([new("a", new(0, 64)), new("b", new(64, 64))], cut.For(["a", "b"]));
        Assert.Equal(new PoolSlice(128, 128), cut.For(["a", "b", "d"])["d"]);
    }

    [Fact]
    public void For_FixedAddressInTheUpperHalf_NoRoomForAnother()
    {
        var cut = Empty with { Present = Slices(("a", 0, 256)), HighestSlot = Highest("a", 124) };

        Assert.Equal(2, cut.For(["a", "b"]).Count);
        Assert.Equal([new("a", new(0, 256))], (cut with { HighestSlot = Highest("a", 125) }).For(["a", "b"]));
    }

    [Fact]
    public void For_FixedAddressInTheLargest_AnotherIsCut()
    {
        var cut = Empty with { Present = Slices(("a", 0, 128), ("b", 128, 64)), HighestSlot = Highest("a", 100) };

        Assert.Equal(new PoolSlice(192, 64), cut.For(["a", "b", "c"])["c"]);
        Assert.Equal(
            new PoolSlice(160, 32),
            (cut with { Given = Slices(("g", 192, 64)) }).For(["a", "b", "c", "g"])["c"]
        );
    }

    [Fact]
    public void For_TooManyNodes_TheLastOnesGetNothing()
    {
        var cut = Empty with { Whole = new(0, 16) };

        Assert.Equal(["a", "b"], cut.For(["a", "b", "c", "d"]).Keys);
        Assert.Equal(["a"], (cut with { Smallest = 16 }).For(["a", "b"]).Keys);
    }

    [Fact]
    public void For_Given_AsGivenAndWhoWasThereMoves()
    {
        var cut = Empty with { Present = Slices(("a", 0, 128), ("b", 128, 128)), Given = Slices(("b", 0, 64)) };

        Assert.Equal([new("a", new(128, 128)), new("b", new(0, 64))], cut.For(["a", "b"]));
    }

    [Fact]
    public void For_PoolSmallerThanBefore_CutAnew()
    {
        var cut = Empty with { Whole = new(0, 64), Present = Slices(("a", 0, 128), ("b", 128, 128)) };

        Assert.Equal([new("a", new(0, 32)), new("b", new(32, 32))], cut.For(["a", "b"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void For_NodesComeAndGo_PartsNeverOverlapAndNobodyMoves(int seed)
    {
        var random = new Random(seed);
        var cut = Empty with { Whole = new(0, 1024) };
        for (var step = 0; step < 500; step++)
        {
            var wanted = Enumerable.Range(0, 12).Where(_ => random.Next(3) > 0).Select(n => $"n{n}").ToList();
            var after = cut.For(wanted);

            Assert.Equal(wanted.Count, after.Count);
            Assert.All(after, one => Assert.Single(after.Values, one.Value.Overlaps));
            Assert.All(after.Values, slice => Assert.Equal(0, slice.First % slice.Size));
            Assert.All(
                after.Where(one => cut.Present.ContainsKey(one.Key)),
                one => Assert.Equal(cut.Present[one.Key].First, one.Value.First)
            );
            cut = cut with { Present = after };
        }
    }

    private static ImmutableSortedDictionary<string, PoolSlice> Slices(
        params (string Node, int First, int Size)[] slices
    ) => slices.ToImmutableSortedDictionary(s => s.Node, s => new PoolSlice(s.First, s.Size));

    private static ImmutableSortedDictionary<string, int> Highest(string node, int slot) =>
        ImmutableSortedDictionary<string, int>.Empty.Add(node, slot);
}

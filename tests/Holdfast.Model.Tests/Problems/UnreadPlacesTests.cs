using Holdfast.Model.Problems;

namespace Holdfast.Model.Tests.Problems;

public sealed class UnreadPlacesTests
{
    private static readonly UnreadPlaces Some = new(["[0]", "[2].wireGuard.pool4", "[2].routes[1]", "[2].routes[2]"]);

    [Theory]
    [InlineData("[0]", true)]
    [InlineData("[0].id", true)]
    [InlineData("[2]", true)]
    [InlineData("[2].wireGuard", true)]
    [InlineData("[2].wireGuard.pool4", true)]
    [InlineData("", true)]
    [InlineData("[1]", false)]
    [InlineData("[2].wireGuard.pool", false)]
    [InlineData("[2].wireGuard.pool6", false)]
    [InlineData("[2].routes[0]", false)]
    public void Touch_Place_OnlyWhenItOrMoreOrLessOfItIsUnread(string place, bool touches) =>
        Assert.Equal(touches, Some.Touch(place));

    [Fact]
    public void Within_Place_NamesThemFromThere()
    {
        Assert.True(Some.Within("[2]").Touch("wireGuard.pool4"));
        Assert.False(Some.Within("[2]").Touch("id"));
        Assert.True(Some.Within("[0]").Touch("anything"));
        Assert.False(Some.Within("[1]").Touch(""));
    }

    [Fact]
    public void Under_Place_NamesThemFromOutside()
    {
        Assert.True(Some.Under("items").Touch("items[2].wireGuard.pool4"));
        Assert.True(Some.Within("[2]").Under("[7]").Touch("[7].routes[1]"));
        Assert.True(new UnreadPlaces([""]).Under("[7]").Touch("[7].id"));
        Assert.False(UnreadPlaces.None.Under("[7]").Touch("[7]"));
    }

    [Fact]
    public void IndexIn_ListWithGaps_SkipsThem()
    {
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(index => Some.IndexIn("", index)));
        Assert.Equal([0, 3, 4], Enumerable.Range(0, 3).Select(index => Some.IndexIn("[2].routes", index)));
        Assert.Equal(5, Some.IndexIn("other", 5));
    }
}

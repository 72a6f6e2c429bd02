using Holdfast.Failover.Postgres;

namespace Holdfast.Failover.Tests.Postgres;

public sealed class TimelineHistoryTests
{
    private const string Text =
        "1\t0/3000148\tno recovery target specified\n\n2\t0/50001A0\tno recovery target\tspecified\n";

    [Fact]
    public void Parse_History_KnowsWhereEachAncestorWasLeft()
    {
        var history = TimelineHistory.Parse(Text)!;

        Assert.Equal(("0/3000148", "0/50001A0"), ($"{history.Left(1)}", $"{history.Left(2)}"));
        Assert.Null(history.Left(3));
        Assert.Equal("0/50001A0", $"{history.Beginning}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# a comment\n")]
    public void Parse_WithoutAncestors_HasNoBeginning(string text) =>
        Assert.Null(TimelineHistory.Parse(text)!.Beginning);

    [Theory]
    [InlineData("1")]
    [InlineData("1\t")]
    [InlineData("x\t0/0\treason")]
    [InlineData("-1\t0/0\treason")]
    [InlineData("4294967296\t0/0\treason")]
    [InlineData("1\t../..\treason")]
    [InlineData("1 0/0 reason")]
    [InlineData("1\t0/0\treason\nnonsense")]
    public void Parse_NoHistory_IsNull(string text) => Assert.Null(TimelineHistory.Parse(text));

    [Fact]
    public void Parse_TooLong_IsNull() =>
        Assert.Null(TimelineHistory.Parse(new string('\n', TimelineHistory.LongestText + 1)));
}

using Holdfast.Linux.Processes;

namespace Holdfast.Linux.Tests.Processes;

public sealed class ProcessStatTests
{
    private const string Rest = " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20 21";

    [Theory]
    [InlineData("(sleep)")]
    [InlineData("(a b c)")]
    [InlineData("(a) S 1 2)")]
    [InlineData("()")]
    public void Parse_AnyName_FindsTheFields(string name)
    {
        var stat = ProcessStat.Parse($"12 {name} S{Rest}\n");

        Assert.Equal(new ProcessStat('S', 17, 4711), stat);
    }

    [Theory]
    [InlineData('Z', 1, true)]
    [InlineData('Z', 0, true)]
    [InlineData('X', 1, true)]
    [InlineData('Z', 2, false)]
    [InlineData('S', 1, false)]
    [InlineData('R', 1, false)]
    [InlineData('T', 1, false)]
    [InlineData('D', 1, false)]
    public void HasEnded_ByStateAndThreads_IsTold(char state, ulong threads, bool expected) =>
        Assert.Equal(expected, new ProcessStat(state, threads, 1).HasEnded);

    [Theory]
    [InlineData("")]
    [InlineData(")")]
    [InlineData("12 (a) S")]
    [InlineData("12 (a) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 x 20")]
    [InlineData("12 (a) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 x 18 4711 20")]
    [InlineData("12 (a) SS 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20")]
    [InlineData("12 (a) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 -1 20")]
    public void Parse_Malformed_IsNull(string text) => Assert.Null(ProcessStat.Parse(text));

    [Fact]
    public void Of_ThisProcess_IsAlive()
    {
        var identity = Assert.NotNull(ProcessIdentity.Of(Environment.ProcessId));

        Assert.True(identity.IsAlive);
        Assert.False((identity with { StartTime = identity.StartTime + 1 }).IsAlive);
        Assert.Null(ProcessIdentity.Of(int.MaxValue));
    }
}

using Holdfast.Node.Probing;

namespace Holdfast.Node.Tests.Probing;

public sealed class ProbeScoreTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("--", false)]
    [InlineData("---", true)]
    [InlineData("--+--", false)]
    [InlineData("---?", true)]
    [InlineData("--?-", true)]
    [InlineData("????????", false)]
    [InlineData("-------+", false)]
    public void After_ARow_SilentAfterThreeWithoutAnswer(string row, bool silent)
    {
        var score = row.Aggregate(new ProbeScore(), (score, one) => score.After(one == '?' ? null : one == '+'));

        Assert.Equal(silent, score.IsSilent);
    }
}

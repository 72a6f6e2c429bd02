using Holdfast.Mesh.Checks;

namespace Holdfast.Mesh.Tests.Checks;

public sealed class ServiceHealthTests
{
    /// <summary>Good and bad answers, and what the service counts as after each.</summary>
    [Theory]
    [InlineData("-", "-")]
    [InlineData("+", "+")]
    [InlineData("--+", "--+")]
    [InlineData("+---", "+++-")]
    [InlineData("+--+--", "++++++")]
    [InlineData("+---++", "+++--+")]
    [InlineData("+---+-+-++", "+++------+")]
    public void Answers_MeanSomething_WhenEnoughComeAfterEachOther(string answers, string expected)
    {
        var health = new ServiceHealth(new CheckRules());

        var found = string.Concat(answers.Select(answer => Take(health, answer)));

        Assert.Equal(expected, found);
    }

    [Fact]
    public void Change_IsToldOnce()
    {
        var health = new ServiceHealth(new CheckRules { Fall = 1 });

        Assert.Equal([true, false, true, false], new[] { null, null, "away", "away" }.Select(health.Take));
        Assert.Equal("away", health.Why);
    }

    private static char Take(ServiceHealth health, char answer)
    {
        health.Take(answer == '+' ? null : "away");
        return health.IsWell ? '+' : '-';
    }
}

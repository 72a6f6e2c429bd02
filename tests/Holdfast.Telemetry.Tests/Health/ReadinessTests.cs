using Holdfast.Telemetry.Health;

namespace Holdfast.Telemetry.Tests.Health;

public sealed class ReadinessTests
{
    private static readonly ReadinessCheck Good = new("link", () => null);

    [Fact]
    public async Task Ask_AllGood_SaysSo() =>
        Assert.All(await AskAsync(Good, Good), result => Assert.True(result.Good));

    [Fact]
    public async Task Ask_OneBad_SaysWhyAndAsksTheOthers()
    {
        var results = await AskAsync(new ReadinessCheck("database", () => "no primary"), Good);
        Assert.Equal([new("database", "no primary"), new ReadinessResult("link", null)], results);
    }

    [Fact]
    public async Task Ask_CheckThrows_DoesNotRepeatItsMessage()
    {
        var results = await AskAsync(new ReadinessCheck("database", () => throw new IOException("password=x")), Good);
        Assert.Equal("Failed with IOException.", results[0].ReasonAgainst);
        Assert.True(results[1].Good);
    }

    [Fact]
    public async Task Ask_CheckHangsAndForgetsItsToken_IsNotWaitedFor()
    {
        var never = new TaskCompletionSource<string?>();
        var results = await AskAsync(new ReadinessCheck("disk", _ => new ValueTask<string?>(never.Task)));
        Assert.Equal("No answer within 2 s.", results[0].ReasonAgainst);
    }

    [Fact]
    public async Task Ask_CallerGoesAway_Ends()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var readiness = new Readiness([
            new ReadinessCheck(
                "disk",
                async cancel =>
                {
                    await Task.Delay(Timeout.Infinite, cancel);
                    return null;
                }
            ),
        ]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => readiness.AskAsync(gone.Token));
    }

    private static Task<IReadOnlyList<ReadinessResult>> AskAsync(params IReadinessCheck[] checks) =>
        new Readiness(checks).AskAsync(CancellationToken.None);
}

using Holdfast.Mesh.Paths;

namespace Holdfast.Mesh.Tests.Paths;

public sealed class WatchedPathTests
{
    private readonly WatchedPath _path = new(new PathRules());

    /// <summary>Nothing breaks that has never worked; but who works is to be preferred.</summary>
    [Fact]
    public void NeverAnswered_IsNotBroken_AndNotTrusted()
    {
        for (var at = 0; at < 5000; at += 100)
        {
            _path.Asked(Ms(at));
            Assert.False(_path.Check(Ms(at + 99)));
        }

        Assert.True(_path.IsTrusted(Ms(899)));
        Assert.False(_path.IsTrusted(Ms(900)));
        Answer(5000, 20);
        Assert.True(_path.IsOpen);
        Assert.True(_path.IsTrusted(Ms(5020)));
    }

    [Fact]
    public void Silence_OfThreeIntervals_Breaks()
    {
        Answer(0, 20);
        _path.Asked(Ms(100));
        Assert.False(_path.Check(Ms(399)));
        Assert.True(_path.Check(Ms(400)));
        Assert.False(_path.Check(Ms(401)));
        Assert.True(_path.IsDown);
    }

    [Fact]
    public void Silence_WhileBytesCome_BreaksLater()
    {
        Answer(0, 20);
        _path.Asked(Ms(100));
        Assert.False(_path.IsInDoubt(Ms(200)));
        Assert.True(_path.IsInDoubt(Ms(201)));
        for (var at = 201; at < 1300; at += 20)
        {
            _path.Carried(Ms(at));
            Assert.False(_path.Check(Ms(at)));
        }

        Assert.True(_path.Check(Ms(1300)));
    }

    /// <summary>Several probes are on their way at once, and none is lost.</summary>
    [Fact]
    public void LongWay_NeedsLongerSilence()
    {
        for (var at = 0; at < 20_000; at += 100)
        {
            _path.Asked(Ms(at));
            if (at >= 300)
            {
                _path.Answered(Ms(at), Ms(300));
            }

            Assert.False(_path.Check(Ms(at)));
        }

        // The last answer was to the probe at 19 600.
        Assert.False(_path.Check(Ms(20_300)));
        Assert.True(_path.Check(Ms(20_500)));
    }

    [Fact]
    public void LossyWay_NeedsLongerSilence()
    {
        for (var at = 0; at < 10_000; at += 200)
        {
            _path.Asked(Ms(at));
            _path.Asked(Ms(at + 100));
            _path.Answered(Ms(at + 101), Ms(1));
        }

        _path.Asked(Ms(10_000));
        // Every other one is lost.
        Assert.False(_path.Check(Ms(11_100)));
        Assert.True(_path.Check(Ms(11_200)));
    }

    [Fact]
    public void Broken_IsTrustedAfterTheHoldDown_WhichGrows()
    {
        var at = 0;
        foreach (var hold in new[] { 5000, 10_000, 20_000 })
        {
            Answer(at, 1);
            at += 30_000;
            _path.Asked(Ms(at));
            Assert.True(_path.Check(Ms(at + 400)));
            _path.Answered(Ms(at + 500), Ms(1));
            Assert.False(_path.IsDown);
            Assert.False(_path.IsTrusted(Ms(at + 499 + hold)));
            Assert.True(_path.IsTrusted(Ms(at + 500 + hold)));
            at += 30_000;
        }
    }

    [Fact]
    public void Skipped_IsNoSilence()
    {
        Answer(0, 1);
        _path.Asked(Ms(100));
        _path.Skip(Ms(5000));
        Assert.False(_path.Check(Ms(5200)));
    }

    private void Answer(int at, int roundTrip)
    {
        _path.Asked(Ms(at));
        _path.Answered(Ms(at + roundTrip), Ms(roundTrip));
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}

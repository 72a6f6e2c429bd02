using Holdfast.Portal.Settings;

namespace Holdfast.Portal.Tests.Settings;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0s", 0, "0s")]
    [InlineData("60s", 60, "1m")]
    [InlineData("90s", 90, "1m30s")]
    [InlineData("1h", 3600, "1h")]
    [InlineData("1h30m", 5400, "1h30m")]
    [InlineData(" 1h  30m ", 5400, "1h30m")]
    [InlineData("90d", 7_776_000, "90d")]
    [InlineData("1d1h1m1s", 90_061, "1d1h1m1s")]
    [InlineData("100m", 6000, "1h40m")]
    public void Parse_Duration_IsReadAndWritten(string text, long seconds, string written)
    {
        var duration = DurationText.Parse(text);

        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
        Assert.Equal(written, DurationText.Write(duration!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("90")]
    [InlineData("d")]
    [InlineData("-1d")]
    [InlineData("+1d")]
    [InlineData("1.5h")]
    [InlineData("1H")]
    [InlineData("1 h")]
    [InlineData("1y")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    [InlineData("1h,1m")]
    [InlineData("1h\u0000")]
    [InlineData("1234567890s")]
    [InlineData("٣d")]
    [InlineData("1d                                        ")]
    [InlineData("01:00:00")]
    public void Parse_AnythingElse_IsNull(string text) => Assert.Null(DurationText.Parse(text));

    [Fact]
    public void Parse_LongerThanAnything_IsCut() =>
        Assert.Equal(TimeSpan.FromDays(1_000_000), DurationText.Parse("999999999d999999999h"));
}

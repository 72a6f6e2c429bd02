using System.Text;
using Holdfast.Identity.Factors;

namespace Holdfast.Identity.Tests.Factors;

public class TotpTests
{
    /// <summary>RFC 6238 appendix B.</summary>
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 15, TimeSpan.Zero);

    private static readonly long Present = Totp.StepAt(Now);

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Code_OfTheRfc_IsWhatItSays(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    /// <summary>RFC 4226 appendix D.</summary>
    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(9, "520489")]
    public void Code_OfTheCounters_IsWhatTheRfcSays(long counter, string code) =>
        Assert.Equal(code, Totp.Code(Secret, counter));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Match_StepsAway_OneIsTolerated(int away, bool accepted) =>
        Assert.Equal(
            accepted ? Present + away : null,
            Totp.Match(Secret, Totp.Code(Secret, Present + away), Now, lastStep: 0)
        );

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Match_StepUsedOrEarlier_IsRefused(int later) =>
        Assert.Null(Totp.Match(Secret, Totp.Code(Secret, Present), Now, Present + later));

    [Fact]
    public void Match_NextStepAfterAUsedOne_IsAccepted() =>
        Assert.Equal(Present, Totp.Match(Secret, Totp.Code(Secret, Present), Now, Present - 1));

    [Fact]
    public void Match_WithSpaces_IsAccepted() =>
        Assert.Equal(Present, Totp.Match(Secret, " " + Totp.Code(Secret, Present).Insert(3, " "), Now, 0));

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("١٢٣٤٥٦")]
    public void Match_WhatIsNoCode_IsRefused(string typed) => Assert.Null(Totp.Match(Secret, typed, Now, 0));

    [Fact]
    public void Match_Endless_IsRefused() => Assert.Null(Totp.Match(Secret, new string('1', 100_000), Now, 0));
}

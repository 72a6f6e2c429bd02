using System.Net;
using System.Text;
using Holdfast.Model.Failover;

namespace Holdfast.Model.Tests.Failover;

public sealed class RoleNoticeTests
{
    private const string Line =
        """{"units":[{"vrid":51,"role":"active","epoch":"7.2","addresses":["192.0.2.10","2001:db8::10"],"millisecondsInRole":12,"justWon":true}]}""";

    [Fact]
    public void Parse_WhatWasWritten_IsTheSame()
    {
        var unit = Assert.Single(RoleNotice.Parse(Encoding.UTF8.GetBytes(Line))!.Units);

        Assert.Equal((51, UnitRole.Active, "7.2", 12L, true), Told(unit));
        Assert.Equal([IPAddress.Parse("192.0.2.10"), IPAddress.Parse("2001:db8::10")], unit.Addresses);
        Assert.Equal(Line + "\n", Encoding.UTF8.GetString(new RoleNotice { Units = [unit] }.ToLine()));
    }

    /// <summary>The node may be older than the agent for a while.</summary>
    [Fact]
    public void Parse_MoreThanWeKnow_IsLeftAside() => Assert.NotNull(RoleNotice.Parse("""{"units":[],"more":1}"""u8));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"refused":"There are 16 watchers already."}""")]
    [InlineData("""{"units":null}""")]
    [InlineData("""{"units":[null]}""")]
    [InlineData("""{"units":[{"vrid":51}]}""")]
    [InlineData("""{"units":[{"vrid":51,"role":"king","epoch":"7.2","addresses":[],"millisecondsInRole":1}]}""")]
    [InlineData("""{"units":[{"vrid":51,"role":3,"epoch":"7.2","addresses":[],"millisecondsInRole":1}]}""")]
    [InlineData("""{"units":[{"vrid":51,"role":"active","epoch":null,"addresses":[],"millisecondsInRole":1}]}""")]
    [InlineData("""{"units":[{"vrid":51,"role":"active","epoch":"7.2","addresses":null,"millisecondsInRole":1}]}""")]
    [InlineData("""{"units":[{"vrid":51,"role":"active","epoch":"7.2","addresses":[null],"millisecondsInRole":1}]}""")]
    [InlineData("""{"units":[{"vrid":51,"role":"active","epoch":"7.2","addresses":["x"],"millisecondsInRole":1}]}""")]
    [InlineData("""{"units":[{"vrid":51,"role":"active","epoch":"7.2","addresses":[],"millisecondsInRole":1e99}]}""")]
    public void Parse_NoNotice_IsNull(string line) => Assert.Null(RoleNotice.Parse(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void Parse_CutOffAnywhere_IsNull()
    {
        var whole = Encoding.UTF8.GetBytes(Line);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(RoleNotice.Parse(whole.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Parse_TooLong_IsNull() =>
        Assert.Null(
            RoleNotice.Parse([.. Encoding.UTF8.GetBytes(Line), .. Enumerable.Repeat((byte)' ', RoleNotice.LongestLine)])
        );

    private static (int, UnitRole, string, long, bool) Told(UnitNotice unit) =>
        (unit.Vrid, unit.Role, unit.Epoch, unit.MillisecondsInRole, unit.JustWon);
}

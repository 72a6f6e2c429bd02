using System.Net;
using System.Text;
using Holdfast.Model.Failover;

namespace Holdfast.Model.Tests.Failover;

public sealed class RoleNoticeTests
{
    private const string Line =
        """{"member":2,"others":[{"member":1,"addresses":["192.0.2.11"]}],"units":[{"vrid":51,"role":"active","epoch":"7.2","addresses":[{"link":"eth0","address":"192.0.2.10"},{"link":"eth1","address":"2001:db8::10"}],"millisecondsInRole":12,"justWon":true}]}""";

    [Fact]
    public void Parse_WhatWasWritten_IsTheSame()
    {
        var notice = RoleNotice.Parse(Encoding.UTF8.GetBytes(Line))!;
        var unit = Assert.Single(notice.Units);
        var other = Assert.Single(notice.Others);

        Assert.Equal((51, UnitRole.Active, "7.2", 12L, true), Told(unit));
        Assert.Equal(
            [new("eth0", IPAddress.Parse("192.0.2.10")), new("eth1", IPAddress.Parse("2001:db8::10"))],
            unit.Addresses
        );
        Assert.Equal((2, 1, "192.0.2.11"), (notice.Member, other.Member, Assert.Single(other.Addresses).ToString()));
        Assert.Equal(Line + "\n", Encoding.UTF8.GetString(notice.ToLine()));
    }

    /// <summary>The node may be older than the agent for a while.</summary>
    [Fact]
    public void Parse_MoreThanWeKnow_IsLeftAside() =>
        Assert.NotNull(RoleNotice.Parse("""{"member":1,"others":[],"units":[],"more":1}"""u8));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"refused":"There are 16 watchers already."}""")]
    [InlineData("""{"member":1,"others":[],"units":null}""")]
    [InlineData("""{"member":1,"others":null,"units":[]}""")]
    [InlineData("""{"member":1,"others":[null],"units":[]}""")]
    [InlineData("""{"member":1,"others":[{"member":2,"addresses":null}],"units":[]}""")]
    [InlineData("""{"member":1,"others":[{"member":2,"addresses":[null]}],"units":[]}""")]
    [InlineData("""{"others":[],"units":[]}""")]
    [InlineData("""{"member":1,"others":[],"units":[null]}""")]
    [InlineData("""{"member":1,"others":[],"units":[{"vrid":51}]}""")]
    [InlineData(
        """{"member":1,"others":[],"units":[{"vrid":51,"role":"king","epoch":"7.2","addresses":[],"millisecondsInRole":1}]}"""
    )]
    [InlineData(
        """{"member":1,"others":[],"units":[{"vrid":51,"role":3,"epoch":"7.2","addresses":[],"millisecondsInRole":1}]}"""
    )]
    [InlineData(
        """{"member":1,"others":[],"units":[{"vrid":51,"role":"active","epoch":null,"addresses":[],"millisecondsInRole":1}]}"""
    )]
    [InlineData(
        """{"member":1,"others":[],"units":[{"vrid":51,"role":"active","epoch":"7.2","addresses":null,"millisecondsInRole":1}]}"""
    )]
    [InlineData(
        """{"member":1,"others":[],"units":[{"vrid":51,"role":"active","epoch":"7.2","addresses":[{"link":null,"address":"192.0.2.1"}],"millisecondsInRole":1}]}"""
    )]
    [InlineData(
        """{"member":1,"others":[],"units":[{"vrid":51,"role":"active","epoch":"7.2","addresses":[{"link":"eth0","address":"x"}],"millisecondsInRole":1}]}"""
    )]
    [InlineData(
        """{"member":1,"others":[],"units":[{"vrid":51,"role":"active","epoch":"7.2","addresses":[],"millisecondsInRole":1e99}]}"""
    )]
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

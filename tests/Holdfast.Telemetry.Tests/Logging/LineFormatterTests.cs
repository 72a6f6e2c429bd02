using Holdfast.Telemetry.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Telemetry.Tests.Logging;

public sealed class LineFormatterTests
{
    [Theory]
    [InlineData(LogLevel.Trace, "<7>")]
    [InlineData(LogLevel.Debug, "<7>")]
    [InlineData(LogLevel.Information, "<6>")]
    [InlineData(LogLevel.Warning, "<4>")]
    [InlineData(LogLevel.Error, "<3>")]
    [InlineData(LogLevel.Critical, "<2>")]
    public void Write_Journal_BeginsWithThePriority(LogLevel level, string prefix) =>
        Assert.Equal(
            $"{prefix}Applier[17] applied revision 4\n",
            Write(LineFormat.Journal, level, "applied revision 4")
        );

    [Fact]
    public void Write_Terminal_BeginsWithTimeAndLevel() =>
        Assert.Matches(
            @"^\d\d:\d\d:\d\d\.\d{3} WARN  Applier\[17\] slow\n$",
            Write(LineFormat.Terminal, LogLevel.Warning, "slow")
        );

    [Theory]
    [InlineData("one\ntwo", "one | two")]
    [InlineData("one\r\ntwo", "one | two")]
    [InlineData("a\tb", "a b")]
    [InlineData("\u001b[2Jgone", "\\u001B[2Jgone")]
    [InlineData("nul\0", "nul\\u0000")]
    [InlineData("c1\u009b31m", "c1\\u009B31m")]
    [InlineData("line\u2028separator", "line | separator")]
    [InlineData("\u202Eright to left", "\\u202Eright to left")]
    [InlineData("plain ä 山", "plain ä 山")]
    public void Write_AnyText_StaysOneHarmlessLine(string message, string shown) =>
        Assert.Equal($"<6>Applier[17] {shown}\n", Write(LineFormat.Journal, LogLevel.Information, message));

    [Theory]
    [InlineData("got hfa_AQABAAAAAAAAAAAAAAAAAAAAAAAAAA_-x from app", "got (secret) from app")]
    [InlineData("hfr_AQABAAAAAAAAAAAAAAAA", "(secret)")]
    [InlineData("key -----BEGIN PRIVATE KEY-----\nMIG\n-----END PRIVATE KEY-----\nend", "key (secret) | end")]
    [InlineData("key -----BEGIN EC PRIVATE KEY-----\nMIG", "key (secret)")]
    public void Write_WhatLooksLikeASecret_IsTakenOut(string message, string shown) =>
        Assert.Equal($"<6>Applier[17] {shown}\n", Write(LineFormat.Journal, LogLevel.Information, message));

    [Fact]
    public void Write_Exception_StandsBehindOnTheSameLine()
    {
        var line = Write(LineFormat.Journal, LogLevel.Error, "failed", new IOException("disk\nfull"));
        Assert.Equal("<3>Applier[17] failed -- System.IO.IOException: disk | full\n", line);
    }

    [Fact]
    public void Write_EndlessText_IsCut() =>
        Assert.InRange(Write(LineFormat.Journal, LogLevel.Error, new string('x', 1_000_000)).Length, 8000, 9000);

    private static string Write(LineFormat format, LogLevel level, string message, Exception? exception = null)
    {
        using var writer = new StringWriter();
        var entry = new LogEntry<string>(
            level,
            "Holdfast.Node.Applier",
            new EventId(17),
            message,
            exception,
            (s, _) => s
        );
        new LineFormatter(format, TimeProvider.System).Write(in entry, null, writer);
        return writer.ToString();
    }
}

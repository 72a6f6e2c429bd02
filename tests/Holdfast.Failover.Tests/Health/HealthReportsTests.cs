using System.Text;
using System.Text.Json;
using Holdfast.Failover.Control;
using Holdfast.Failover.Health;
using Holdfast.Model.Failover;
using Holdfast.Model.Json;

namespace Holdfast.Failover.Tests.Health;

public sealed class HealthReportsTests
{
    private static readonly HealthReport Report = new()
    {
        Source = "node",
        Healthy = false,
        Certain = true,
        Reason = "wg0 is gone",
        GoodForMilliseconds = 3000,
    };

    [Fact]
    public void Of_WhatAProgramSent_IsItsReport()
    {
        var request = JsonSerializer.Deserialize<ControlRequest>(Report.ToLine(), ModelJson.Options)!;

        Assert.Equal(ControlCommand.Health, request.Command);
        Assert.Equal((Report, null), HealthReports.Of(request));
    }

    [Theory]
    [InlineData("""{"command":"health"}""")]
    [InlineData("""{"command":"health","healthy":true}""")]
    [InlineData("""{"command":"health","source":"node"}""")]
    [InlineData("""{"command":"health","source":"","healthy":true}""")]
    [InlineData("""{"command":"health","source":"No de","healthy":true}""")]
    [InlineData("""{"command":"health","source":"node\n","healthy":true}""")]
    [InlineData("""{"command":"health","source":"a23456789012345678901234567890123","healthy":true}""")]
    [InlineData("""{"command":"health","source":"node","healthy":false,"reason":"two\nlines"}""")]
    [InlineData("""{"command":"health","source":"node","healthy":false,"reason":"\u001b[31mred"}""")]
    [InlineData("""{"command":"health","source":"node","healthy":true,"goodForMilliseconds":99}""")]
    [InlineData("""{"command":"health","source":"node","healthy":true,"goodForMilliseconds":-1}""")]
    [InlineData("""{"command":"health","source":"node","healthy":true,"goodForMilliseconds":60001}""")]
    public void Of_Mistake_IsRefused(string line)
    {
        var (report, refused) = HealthReports.Of(JsonSerializer.Deserialize<ControlRequest>(line, ModelJson.Options)!);

        Assert.Null(report);
        Assert.NotNull(refused);
    }

    [Fact]
    public void Of_ReasonTooLong_IsRefused() =>
        Assert.NotNull(
            HealthReports
                .Of(
                    new ControlRequest
                    {
                        Command = ControlCommand.Health,
                        Source = "node",
                        Healthy = false,
                        Reason = new string('x', HealthReports.LongestReason + 1),
                    }
                )
                .Refused
        );

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"refused":"No."}""", "No.")]
    public void RefusalIn_Answer_IsWhatItSays(string answer, string? refused) =>
        Assert.Equal(refused, HealthReport.RefusalIn(Encoding.UTF8.GetBytes(answer)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[1]")]
    public void RefusalIn_NoAnswer_IsARefusal(string answer) =>
        Assert.NotNull(HealthReport.RefusalIn(Encoding.UTF8.GetBytes(answer)));
}

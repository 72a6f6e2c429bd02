using Holdfast.Failover.Control;
using Holdfast.Model.Failover;

namespace Holdfast.Failover.Health;

/// <summary>Whether a report may be taken as it came.</summary>
internal static class HealthReports
{
    public const int LongestReason = 200;
    private const int LongestSource = 32;
    private const int ShortestTime = 100;
    private const int LongestTime = 60_000;

    /// <returns>The report, or why not.</returns>
    public static (HealthReport? Report, string? Refused) Of(ControlRequest request) =>
        request switch
        {
            { Source: null or "" } => (null, "A report needs a source."),
            { Source: var source } when !IsName(source) => (
                null,
                "The source is no name: a-z, 0-9 and hyphens, at most 32."
            ),
            { Healthy: null } => (null, "A report says whether the source is healthy."),
            { Reason: { } reason } when reason.Length > LongestReason || reason.Any(char.IsControl) => (
                null,
                $"The reason is not one line of at most {LongestReason} characters."
            ),
            { GoodForMilliseconds: < ShortestTime or > LongestTime } => (
                null,
                $"goodForMilliseconds is not {ShortestTime} to {LongestTime}."
            ),
            _ => (Read(request), null),
        };

    public static bool IsName(string text) =>
        text.Length is > 0 and <= LongestSource
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static HealthReport Read(ControlRequest request) =>
        new()
        {
            Source = request.Source!,
            Healthy = request.Healthy!.Value,
            Certain = request.Certain,
            Reason = request.Reason,
            GoodForMilliseconds = request.GoodForMilliseconds,
        };
}

using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Statistics;

public static class StatisticsProblems
{
    public static readonly ProblemKind NoDay = new("HF-2420", "This is no day", "Write it as 2026-11-17.");

    public static readonly ProblemKind Backwards = new(
        "HF-2421",
        "The range ends before it begins",
        "Exchange the two days."
    );

    public static readonly ProblemKind TooLong = new(
        "HF-2422",
        "The range is too long",
        "Ask for at most 1100 days at once."
    );
}

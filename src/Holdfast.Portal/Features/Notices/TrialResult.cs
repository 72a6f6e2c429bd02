using Holdfast.Portal.Notices;

namespace Holdfast.Portal.Features.Notices;

/// <summary>How a test went.</summary>
/// <param name="Steps">What was reached, in order.</param>
/// <param name="Answer">What the other end said when it took it.</param>
/// <param name="Problem">Id of what was in the way; null: nothing.</param>
/// <param name="Why">What was in the way, and what to do; null: nothing.</param>
public sealed record TrialResult(
    bool Delivered,
    IReadOnlyList<string> Steps,
    string Answer,
    string? Problem,
    string? Why
)
{
    public static TrialResult Of(SendResult sent) =>
        new(
            sent.Delivered,
            sent.Steps,
            sent.Answer,
            sent.Problem?.Id,
            sent.Problem is { } problem ? Layout.Fields.ProblemText.Of(problem) : null
        );
}

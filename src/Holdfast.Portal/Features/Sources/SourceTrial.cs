using Holdfast.Model.Problems;
using Holdfast.Portal.Layout.Fields;

namespace Holdfast.Portal.Features.Sources;

/// <summary>How a test of a source went.</summary>
/// <param name="Steps">What was reached and found, in order.</param>
/// <param name="Problem">Id of what was in the way; null: nothing.</param>
/// <param name="Why">What was in the way, and what to do; null: nothing.</param>
public sealed record SourceTrial(bool Works, IReadOnlyList<string> Steps, string? Problem, string? Why)
{
    public static SourceTrial Good(IReadOnlyList<string> steps) => new(Works: true, steps, null, null);

    public static SourceTrial Bad(IReadOnlyList<string> steps, Problem problem) =>
        new(Works: false, steps, problem.Id, ProblemText.Of(problem));
}

using Holdfast.Model.Problems;

namespace Holdfast.Portal.Notices;

/// <summary>How a try to deliver ended.</summary>
/// <param name="Steps">What was reached, for people, in order.</param>
/// <param name="Answer">What the other end said when it took it.</param>
/// <param name="Problem">Null: it is delivered.</param>
/// <param name="IsFinal">With a problem: another try would end the same.</param>
public sealed record SendResult(IReadOnlyList<string> Steps, string Answer, Problem? Problem, bool IsFinal)
{
    public bool Delivered => Problem is null;

    public static SendResult Good(IReadOnlyList<string> steps, string answer) =>
        new(steps, answer, null, IsFinal: false);

    public static SendResult Bad(IReadOnlyList<string> steps, Problem problem, bool isFinal = false) =>
        new(steps, "", problem, isFinal);
}

using Holdfast.Model.Problems;

namespace Holdfast.Portal.Layout.Fields;

/// <summary>A problem in a sentence or two for people, with the id by which the documentation knows it.</summary>
public static class ProblemText
{
    public static string Of(Problem problem) =>
        string.Join(
            ' ',
            new[]
            {
                problem.Kind.Title + (problem.Detail.Length > 0 ? ":" : "."),
                problem.Detail,
                problem.Kind.Remedy,
                $"({problem.Id})",
            }.Where(part => part.Length > 0)
        );
}

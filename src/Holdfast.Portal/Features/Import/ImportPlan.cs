using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Import;

/// <summary>What would become of a file.</summary>
/// <param name="Rows">In the order of the file.</param>
/// <param name="FileProblems">Of the file as a whole.</param>
public sealed record ImportPlan(IReadOnlyList<ImportRow> Rows, IReadOnlyList<Problem> FileProblems)
{
    public bool IsGood => FileProblems.Count == 0 && Rows.All(row => row.Fate != Fate.Wrong);

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyList<Problem> Problems => [.. FileProblems, .. Rows.SelectMany(row => row.Problems)];

    public int Count(Fate fate) => Rows.Count(row => row.Fate == fate);
}

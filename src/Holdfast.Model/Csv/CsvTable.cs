using Holdfast.Model.Problems;

namespace Holdfast.Model.Csv;

/// <summary>What stood in a file of comma-separated values.</summary>
/// <param name="Rows">Without empty lines. The first one is the head.</param>
/// <param name="Problems">All that is wrong with the form of the file, in order; <c>where</c> is the line.</param>
public sealed record CsvTable(IReadOnlyList<CsvRow> Rows, IReadOnlyList<Problem> Problems);

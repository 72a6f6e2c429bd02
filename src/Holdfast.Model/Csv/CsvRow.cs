namespace Holdfast.Model.Csv;

/// <param name="Line">On which the record begins, from 1.</param>
/// <param name="Fields">One or more, without quotes and without white space around them where they had no quotes.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Fields);

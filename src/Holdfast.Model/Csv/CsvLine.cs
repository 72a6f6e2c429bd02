namespace Holdfast.Model.Csv;

/// <summary>Writes a line of comma-separated values (RFC 4180).</summary>
public static class CsvLine
{
    public static string Of(params IEnumerable<string> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    private static string Field(string text) =>
        $"\"{(IsFormula(text) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Programs for tables take what begins so for a formula, and people choose names that begin so.</summary>
    private static bool IsFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
}

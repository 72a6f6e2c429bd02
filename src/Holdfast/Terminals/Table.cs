using System.Text;

namespace Holdfast.Terminals;

/// <summary>
/// Columns of text, each as wide as its widest cell. What a terminal would obey is shown as a question mark, what is long is cut off but
/// in the last column, behind which nothing has to stand in line: <c>--json</c> has all of it.
/// </summary>
internal static class Table
{
    private const string Gap = "  ";
    private const int Widest = 60;

    public static string Render(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all =
        [
            headers,
            .. rows.Select(row =>
                row.Select((cell, column) => Short(Printable(cell), column == headers.Count - 1)).ToList()
            ),
        ];
        var widths = headers.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        var text = new StringBuilder();
        foreach (var row in all)
        {
            text.AppendLine(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
        return text.ToString();
    }

    private static string Short(string cell, bool isLast) =>
        isLast || cell.Length <= Widest ? cell : cell[..(Widest - 1)] + "…";

    private static string Printable(string cell) =>
        cell.Any(char.IsControl) ? new([.. cell.Select(letter => char.IsControl(letter) ? '?' : letter)]) : cell;
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Holdfast.Bench.Reports;

/// <summary>The result of one bench: a table for people, and a file for machines.</summary>
internal sealed record Report(string Name, IReadOnlyList<Row> Rows, Machine Machine)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Table()
    {
        var width = Rows.Max(row => row.What.Length);
        var table = new StringBuilder();
        table.AppendLine($"{"what".PadRight(width)}  {"ours", 10}  {"peer", 10}  {"ratio", 6}  {"unit", -8}  goal");
        foreach (var row in Rows)
        {
            table.AppendLine(
                $"{row.What.PadRight(width)}  {Number(row.Ours), 10}  {Number(row.Peer), 10}  {Number(row.Ratio), 6}  {row.Unit, -8}  {row.Verdict}".TrimEnd()
            );
        }

        return table.Append(Machine).ToString();
    }

    /// <summary>Writes <c>NAME.json</c>.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        var rows = Rows.Select(row => new
        {
            row.What,
            Ours = Math.Round(row.Ours, 4),
            row.Peer,
            row.Unit,
            row.Ratio,
            Goal = row.Verdict,
        });
        var document = new
        {
            Name,
            Rows = rows,
            Machine,
        };
        File.WriteAllText(Path.Combine(folder, $"{Name}.json"), JsonSerializer.Serialize(document, Format) + "\n");
    }

    private static string Number(double? value) =>
        value switch
        {
            null => "-",
            >= 100 => value.Value.ToString("0", CultureInfo.InvariantCulture),
            >= 10 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
            _ => value.Value.ToString("0.00", CultureInfo.InvariantCulture),
        };
}

using System.Text.Json;

namespace Holdfast.Data.Copies;

/// <summary>A row as a line of JSON: an array in the order of the columns; ids as text, bytes in base64.</summary>
internal static class RowText
{
    public static void Write(Utf8JsonWriter to, IRow row, Table table)
    {
        to.WriteStartArray();
        foreach (var column in table.Columns)
        {
            Write(to, row, column);
        }

        to.WriteEndArray();
    }

    /// <returns>The values, to be bound under the names of <see cref="Parameters"/>.</returns>
    /// <exception cref="FormatException">The line does not fit the table.</exception>
    public static (string Name, object? Value)[] Read(string line, Table table)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var values = document.RootElement.EnumerateArray().ToList();
            return values.Count == table.Columns.Count
                ? [.. table.Columns.Select((column, i) => ($"p{i}", Read(values[i], column)))]
                : throw new FormatException($"A row of {table.Name} has {values.Count} values.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"A row of {table.Name} is damaged.", e);
        }
    }

    public static string Parameters(Table table) =>
        string.Join(", ", Enumerable.Range(0, table.Columns.Count).Select(i => $"@p{i}"));

    private static void Write(Utf8JsonWriter to, IRow row, Column column)
    {
        switch (column.Kind)
        {
            case var _ when row.IsNull(column.Name):
                to.WriteNullValue();
                break;
            case ColumnKind.Number:
                to.WriteNumberValue(row.Long(column.Name));
                break;
            case ColumnKind.Id:
                to.WriteStringValue(row.Id(column.Name));
                break;
            case ColumnKind.Bytes:
                to.WriteBase64StringValue(row.Bytes(column.Name));
                break;
            default:
                to.WriteStringValue(row.Text(column.Name));
                break;
        }
    }

    private static object? Read(JsonElement value, Column column) =>
        value.ValueKind == JsonValueKind.Null
            ? null
            : column.Kind switch
            {
                ColumnKind.Number => value.GetInt64(),
                ColumnKind.Id => value.GetGuid(),
                ColumnKind.Bytes => value.GetBytesFromBase64(),
                _ => value.GetString(),
            };
}

namespace Holdfast.Data.Copies;

/// <summary>A table as it is now.</summary>
internal sealed record Table(string Name, IReadOnlyList<Column> Columns)
{
    public string ColumnList => string.Join(", ", Columns.Select(column => $"\"{column.Name}\""));
}

internal sealed record Column(string Name, ColumnKind Kind);

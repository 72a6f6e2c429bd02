namespace Holdfast.Data;

/// <summary>Several rows in one statement: a round trip to the database for a hundred rows and not for each.</summary>
internal static class ManyRows
{
    /// <summary>Rows in one statement. Arbitrary: a longer one is no faster.</summary>
    public const int AtOnce = 100;

    /// <summary>What stands behind <c>VALUES</c>.</summary>
    public static string Values(int rows, int columns) =>
        string.Join(", ", Enumerable.Range(0, rows).Select(row => Row(row, columns)));

    public static (string Name, object? Value)[] Parameters(IEnumerable<object?[]> rows) =>
        [.. rows.SelectMany((row, r) => row.Select((value, c) => ($"r{r}c{c}", value)))];

    private static string Row(int row, int columns) =>
        $"({string.Join(", ", Enumerable.Range(0, columns).Select(column => $"@r{row}c{column}"))})";
}

namespace Holdfast.Failover.Postgres;

/// <summary>What <c>pg_controldata</c> says, in English: lines of a name, a colon and a value.</summary>
internal static class ControlData
{
    private const string Identifier = "Database system identifier";

    /// <summary>The same for all copies of one database.</summary>
    /// <returns>Null: it does not say so.</returns>
    public static ulong? SystemIdentifier(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (
                line.StartsWith(Identifier, StringComparison.Ordinal)
                && line[Identifier.Length..] is [':', .. var value]
                && ulong.TryParse(value.Trim(), System.Globalization.NumberStyles.None, null, out var identifier)
            )
            {
                return identifier;
            }
        }

        return null;
    }
}

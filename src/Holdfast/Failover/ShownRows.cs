using Holdfast.Failover.Validation;
using Holdfast.Terminals;

namespace Holdfast.Failover;

/// <summary>What was looked at, for a terminal.</summary>
internal static class ShownRows
{
    /// <returns>The exit code.</returns>
    public static async Task<int> TellAsync(Terminal terminal, IReadOnlyList<ValidationRow> rows)
    {
        foreach (var row in rows)
        {
            await terminal.Out.WriteLineAsync(row.Bad is { } bad ? $"BAD   {row.What}: {bad}" : $"GOOD  {row.What}");
        }

        return rows.All(row => row.Bad is null) ? ExitCodes.Done : ExitCodes.Refused;
    }
}

using System.Text.RegularExpressions;

namespace Holdfast.Data.Tests.Migrations.Released;

/// <summary>Scripts without functions, quoted names and semicolons in texts, as ours are.</summary>
internal static partial class SqlText
{
    /// <summary>Each in one line, without remarks.</summary>
    public static IReadOnlyList<string> Statements(string script) =>
        [
            .. Remark()
                .Replace(script, "")
                .Split(';')
                .Select(statement => Space().Replace(statement, " ").Trim())
                .Where(statement => statement.Length > 0),
        ];

    [GeneratedRegex("--[^\n]*", RegexOptions.NonBacktracking)]
    private static partial Regex Remark();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}

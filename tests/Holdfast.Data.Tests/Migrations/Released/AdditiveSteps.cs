using System.Text.RegularExpressions;
using Holdfast.Data.Migrations;

namespace Holdfast.Data.Tests.Migrations.Released;

/// <summary>
/// What a step of the schema may do while portals of the release before still run: see "What a new schema may do" in
/// <c>docs/operations/upgrade.md</c>.
/// </summary>
internal static partial class AdditiveSteps
{
    /// <returns>Statements that the release before may not survive.</returns>
    public static IEnumerable<string> Offences(Migration step)
    {
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in SqlText.Statements(step.Script))
        {
            if (NewTable().Match(statement) is { Success: true } table)
            {
                added.Add(table.Groups["table"].Value);
            }
            else if (!IsHarmless(statement, added))
            {
                yield return statement;
            }
        }
    }

    private static bool IsHarmless(string statement, HashSet<string> added) =>
        Filled().Match(statement) is { Success: true } filled ? added.Contains(filled.Groups["table"].Value)
        : NewIndex().Match(statement) is { Success: true } index
            ? !index.Groups["unique"].Success || added.Contains(index.Groups["table"].Value)
        : NewColumn().Match(statement) is { Success: true } column && IsLeftOut(column.Groups["rest"].Value);

    /// <summary>A row without the new column can be written.</summary>
    private static bool IsLeftOut(string column) =>
        !column.Contains("NOT NULL", StringComparison.OrdinalIgnoreCase)
            ? !column.Contains("UNIQUE", StringComparison.OrdinalIgnoreCase)
            : column.Contains("DEFAULT", StringComparison.OrdinalIgnoreCase)
                && !column.Contains("UNIQUE", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^CREATE TABLE (?<table>\w+) ", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex NewTable();

    [GeneratedRegex(@"^INSERT INTO (?<table>\w+) ", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Filled();

    [GeneratedRegex(
        @"^CREATE (?<unique>UNIQUE )?INDEX \w+ ON (?<table>\w+) ",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex NewIndex();

    [GeneratedRegex(
        @"^ALTER TABLE \w+ ADD COLUMN \w+ (?<rest>[^,]*)$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex NewColumn();
}

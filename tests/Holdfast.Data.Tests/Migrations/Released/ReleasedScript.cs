using System.Globalization;
using System.Text.RegularExpressions;

namespace Holdfast.Data.Tests.Migrations.Released;

/// <summary>Statements of a release, against the schema that it was made with.</summary>
internal static partial class ReleasedScript
{
    /// <summary>Up to this step the schema was released; what comes later must let the statements of this release be.</summary>
    public const int Step = 6;

    private static readonly (string Name, object Value)[] Parameters =
    [
        ("user", new Guid("018f0000-0000-7000-8000-000000000001")),
        ("configuration", new Guid("018f0000-0000-7000-8000-000000000002")),
        ("session", new Guid("018f0000-0000-7000-8000-000000000003")),
        ("authorization", new Guid("018f0000-0000-7000-8000-000000000004")),
        ("outbox", new Guid("018f0000-0000-7000-8000-000000000005")),
        ("bytes", new byte[] { 1, 2, 3 }),
        ("now", 1_795_000_000_000_000L),
    ];

    public static IReadOnlyList<string> Statements { get; } = SqlText.Statements(Read());

    /// <summary>The columns of each table that the release reads, in the script's order.</summary>
    public static IEnumerable<(string Table, string Column)> Columns =>
        Statements
            .Select(statement => WholeRows().Match(statement))
            .Where(read => read.Success)
            .SelectMany(read =>
                read.Groups["columns"]
                    .Value.Split(',', StringSplitOptions.TrimEntries)
                    .Select(column => (read.Groups["table"].Value, column))
            );

    public static async Task RunAsync(IUnitOfWork unit)
    {
        foreach (var statement in Statements)
        {
            (string, object?)[] bound =
            [
                .. Parameters
                    .Where(parameter => Regex.IsMatch(statement, $@"@{parameter.Name}\b"))
                    .Select(parameter => (parameter.Name, (object?)parameter.Value)),
            ];
            if (statement.StartsWith("SELECT", StringComparison.Ordinal))
            {
                Assert.NotEmpty(await unit.QueryAsync(statement, _ => true, bound));
            }
            else
            {
                Assert.True(await unit.ExecuteAsync(statement, bound) > 0, $"It changes nothing: {statement}");
            }
        }
    }

    private static string Read()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Released/{Step:0000}.sql");
        using var reader = new StreamReader(typeof(ReleasedScript).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^SELECT (?<columns>[a-z0-9_,\s]+) FROM (?<table>\w+)$", RegexOptions.NonBacktracking)]
    private static partial Regex WholeRows();
}

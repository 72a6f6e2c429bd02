using System.Globalization;
using System.Reflection;
using System.Text;
using Holdfast.Model.Problems;

namespace Holdfast.Guards.Problems;

/// <summary>All kinds of problems that our assemblies declare.</summary>
internal static class ProblemCatalogue
{
    public const string Page = "docs/operations/problems.md";

    /// <summary>The areas and their hundreds, as <see cref="ProblemKind"/> lists them.</summary>
    private static readonly Dictionary<int, string> Areas = new()
    {
        [10] = "Profiles",
        [11] = "People",
        [12] = "OAuth",
        [13] = "Configurations",
        [14] = "Requests",
        [15] = "Starting and commands",
        [16] = "Data plane",
        [17] = "Link and enrolment",
        [18] = "Database",
        [19] = "Keys",
        [20] = "Failover",
        [21] = "Notices",
        [22] = "Second factors",
        [23] = "Sources of people",
        [24] = "Import and statistics",
        [25] = "Mesh",
    };

    public static IReadOnlyList<DeclaredProblem> All { get; } =
        Repository
            .Assemblies.Values.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(ProblemKind))
            .Select(field => new DeclaredProblem(field.DeclaringType!, (ProblemKind)field.GetValue(null)!))
            .OrderBy(problem => problem.Kind.Id, StringComparer.Ordinal)
            .ToList();

    /// <summary>The area of an id, or null when the id is not one of ours.</summary>
    public static string? Area(string id) =>
        id is ['H', 'F', '-', _, _, _, _]
        && int.TryParse(id.AsSpan(3), CultureInfo.InvariantCulture, out var number)
        && Areas.TryGetValue(number / 100, out var area)
            ? area
            : null;

    /// <summary>The page for administrators.</summary>
    public static string Render()
    {
        var page = new StringBuilder(
            """
            # Problems and what to do about them

            Every mistake that Holdfast reports has an id, the same in the web pages, the API, the command line and the log. This page is
            made from the source by `./test guards --update`.

            """
        );
        foreach (var area in All.GroupBy(problem => Area(problem.Kind.Id)))
        {
            page.Append($"\n## {area.Key}\n\n| id | what is wrong | what to do |\n|---|---|---|\n");
            foreach (var (_, kind) in area)
            {
                page.Append($"| {kind.Id} | {Cell(kind.Title)} | {Cell(kind.Remedy)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}

internal sealed record DeclaredProblem(Type DeclaringType, ProblemKind Kind);

using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Data.Users;
using Holdfast.Portal.Access;

namespace Holdfast.Portal.Tests.Access;

/// <summary>The table route × role that stands in <c>docs/operations/roles.md</c>.</summary>
internal static class RouteTable
{
    public const string Document = "docs/operations/roles.md";

    private const string Begin = "<!-- Made from the source; see above. -->";

    public static readonly IReadOnlyList<Role> Roles = Enum.GetValues<Role>();

    public static readonly IReadOnlyList<TokenScope> Scopes = Enum.GetValues<TokenScope>();

    /// <param name="pages">What of the pages each role may; without those that are for everybody, or for oneself.</param>
    /// <param name="api">What of the admin API each scope may.</param>
    public static string Render(
        IReadOnlyList<Route> routes,
        Func<Route, Role, bool> pages,
        Func<Route, TokenScope, bool> api
    )
    {
        var text = new StringBuilder();
        text.Append("### Pages\n\n| | | ").AppendJoin(" | ", Roles.Select(AccessWords.Of)).Append(" |\n|---|---|");
        text.AppendJoin('|', Roles.Select(_ => "---")).Append("|\n");
        foreach (var route in routes.Where(IsOfRole))
        {
            Row(
                text,
                route.Handler is null ? "looks at" : $"{(route.Handler.Length > 0 ? route.Handler : "sends")}",
                route
            );
            text.AppendJoin(" | ", Roles.Select(role => pages(route, role) ? "yes" : "")).Append(" |\n");
        }

        text.Append("\n### Admin API\n\n| | | ")
            .AppendJoin(" | ", Scopes.Select(AccessWords.Of))
            .Append(" |\n|---|---|");
        text.AppendJoin('|', Scopes.Select(_ => "---")).Append("|\n");
        foreach (var route in routes.Where(route => route.IsAdminApi))
        {
            Row(text, route.Method, route);
            text.AppendJoin(" | ", Scopes.Select(scope => api(route, scope) ? "yes" : "")).Append(" |\n");
        }

        return Regex.Replace(text.ToString(), " +\\|", " |");
    }

    /// <summary>Neither for everybody nor for whoever is signed in.</summary>
    public static bool IsOfRole(Route route) =>
        !route.IsAdminApi && route.Right is not (Right.Everybody or Right.Own or Right.OwnApp);

    public static string ReadDocument() => SplitDocument(File.ReadAllText(PathOfDocument)).Table;

    public static void WriteDocument(string table) =>
        File.WriteAllText(PathOfDocument, SplitDocument(File.ReadAllText(PathOfDocument)).Before + table);

    private static string PathOfDocument => Path.Combine(Root(), Document);

    private static (string Before, string Table) SplitDocument(string text)
    {
        var at = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length + 2;
        return (text[..at], text[at..]);
    }

    private static void Row(StringBuilder text, string what, Route route) =>
        text.Append($"| {what} | `{route.Pattern.Replace("/api/admin/v1", "", StringComparison.Ordinal)}` | ");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Holdfast.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run this from a checkout.");
        }

        return folder.FullName;
    }
}

namespace Holdfast.Guards.Dependencies;

/// <summary>
/// Who may know whom in <c>src/</c>. The rule: Model knows nobody; pure cores know only Model; only roles know Linux and Data;
/// no role knows another; only Holdfast knows all.
/// </summary>
internal static class AllowedReferences
{
    /// <summary>Processes of their own.</summary>
    public static readonly IReadOnlySet<string> Roles = Set("Portal", "Node", "Failover", "Edge", "Mesh", "Client");

    /// <summary>Whom each project may know beside Model; a project that is not here may know no other.</summary>
    private static readonly Dictionary<string, IReadOnlySet<string>> Beside = new()
    {
        ["Link"] = Set("Pki"),
        ["Portal"] = Set("Data", "Identity", "OAuth", "Pki", "Link", "Telemetry", "Linux"),
        ["Node"] = Set("Link", "Linux", "Pki", "Telemetry", "Data"),
        ["Failover"] = Set("Link", "Linux", "Pki", "Telemetry", "Data"),
        ["Edge"] = Set("Link", "Linux", "Pki", "Telemetry"),
        ["Mesh"] = Set("Linux", "Pki", "Telemetry"),
        ["Client"] = Set("Linux", "Pki", "Telemetry"),
    };

    /// <param name="project">Such as <c>Holdfast.Node</c>.</param>
    public static bool Allows(string project, string reference)
    {
        if (project == "Holdfast")
        {
            return true;
        }

        var (from, to) = (Short(project), Short(reference));
        return from != "Model"
            && (to == "Model" || (Beside.TryGetValue(from, out var allowed) && allowed.Contains(to)));
    }

    public static string Short(string project) =>
        project.StartsWith("Holdfast.", StringComparison.Ordinal) ? project["Holdfast.".Length..] : project;

    private static HashSet<string> Set(params string[] names) => new(names, StringComparer.Ordinal);
}

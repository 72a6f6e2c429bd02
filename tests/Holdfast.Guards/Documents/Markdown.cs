using System.Text.RegularExpressions;

namespace Holdfast.Guards.Documents;

/// <summary>Our documents.</summary>
internal static partial class Markdown
{
    public static IReadOnlyList<string> Files { get; } =
        Repository.Files.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).ToList();

    /// <summary>Targets of links and pictures that lead to files, as paths from the root.</summary>
    public static IEnumerable<string> FileLinks(string document) =>
        Link()
            .Matches(WithoutCode(Repository.Read(document)))
            .Select(match => match.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            .Select(target => Path.Combine(Path.GetDirectoryName(document) ?? "", target));

    /// <summary>Paths in code marks in the section that says "Keep in sync with".</summary>
    public static IReadOnlyList<string> SyncList(string document)
    {
        var lines = Repository.Read(document).Split('\n');
        var start = Array.FindIndex(
            lines,
            line => line.Contains("keep in sync with", StringComparison.OrdinalIgnoreCase)
        );
        return start < 0
            ? []
            : lines
                .Skip(start)
                .TakeWhile((line, index) => index == 0 || !line.StartsWith('#'))
                .SelectMany(line => Code().Matches(line))
                .Select(match => match.Groups["text"].Value)
                .Where(text => text.Contains('/') && !text.Contains(' '))
                .ToList();
    }

    private static string WithoutCode(string text) => Fence().Replace(text, "");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}

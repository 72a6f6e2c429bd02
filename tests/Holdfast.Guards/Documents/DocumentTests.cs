using System.Text.RegularExpressions;

namespace Holdfast.Guards.Documents;

public sealed partial class DocumentTests
{
    private const string Decisions = "docs/decisions/";

    public static TheoryData<string> Documents => [.. Markdown.Files];

    public static TheoryData<string> Protocols =>
        [.. Markdown.Files.Where(path => path.StartsWith("docs/protocols/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_LeadToFiles(string document)
    {
        var dead = Markdown.FileLinks(document).Where(target => !Path.Exists(Repository.At(target)));

        Nothing.In(dead);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Protocol_NamesTheFilesToKeepInSync(string document)
    {
        var files = Markdown.SyncList(document);

        Assert.NotEmpty(files);
        Nothing.In(files.Where(path => !Path.Exists(Repository.At(path))));
    }

    [Fact]
    public void Decisions_AreNumberedOnce()
    {
        var numbers = DecisionFiles().Select(path => Path.GetFileName(path)[..4]).ToList();

        Assert.NotEmpty(numbers);
        Assert.Equal(numbers.Distinct(StringComparer.Ordinal), numbers);
    }

    [Fact]
    public void Decisions_AreListed() => Generated.Check($"{Decisions}README.md", DecisionList());

    [Fact]
    public void Decisions_HaveContextDecisionAndConsequences()
    {
        var incomplete = DecisionFiles()
            .Where(path => !HasAll(Repository.Read(path), "## Context", "## Decision", "## Consequences"));

        Nothing.In(incomplete);
    }

    [Fact]
    public void Readme_ShowsTheTwoCommands()
    {
        var readme = Repository.Read("README.md");

        Assert.True(HasAll(readme, "./run", "./test"));
    }

    [Fact]
    public void Operations_AreListedInTheReadme()
    {
        var readme = Repository.Read("README.md");
        var pages = Markdown.Files.Where(path => path.StartsWith("docs/operations/", StringComparison.Ordinal));

        Nothing.In(pages.Where(path => !readme.Contains($"({path})", StringComparison.Ordinal)));
    }

    private static string DecisionList()
    {
        var rows = DecisionFiles().Select(path => $"- [{Title(path)}]({Path.GetFileName(path)})\n");
        return "# Decisions\n\nWhy things are as they are. This list is made by `./test guards --update`.\n\n"
            + string.Concat(rows);
    }

    /// <summary>The first line, which is the heading: <c># 0001: The house</c>.</summary>
    private static string Title(string path) => Repository.Read(path).Split('\n')[0].TrimStart('#', ' ');

    private static IEnumerable<string> DecisionFiles() =>
        Markdown.Files.Where(path =>
            path.StartsWith(Decisions, StringComparison.Ordinal) && DecisionName().IsMatch(Path.GetFileName(path))
        );

    private static bool HasAll(string text, params string[] parts) =>
        parts.All(part => text.Contains(part, StringComparison.Ordinal));

    [GeneratedRegex(@"^\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex DecisionName();
}

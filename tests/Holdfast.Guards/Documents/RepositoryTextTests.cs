using System.Text.RegularExpressions;

namespace Holdfast.Guards.Documents;

/// <summary>The repository is for everybody: it names no machine of ours and no place from which packages come.</summary>
public sealed partial class RepositoryTextTests
{
    private static readonly string[] Binary = [".png", ".ico", ".woff2", ".gz", ".bin"];

    [Fact]
    public void Files_NameNoPackageFeed()
    {
        Nothing.In(Lines(PackageFeed()));
        Assert.DoesNotContain(
            Repository.Files,
            path => Path.GetFileName(path).Equals("nuget.config", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public void Files_NameNoPathOfAMachine() => Nothing.In(Lines(MachinePath()));

    private static IEnumerable<string> Lines(Regex wrong) =>
        Repository
            .Files.Where(path =>
                !Binary.Contains(Path.GetExtension(path)) && !path.StartsWith("fuzz/corpus/", StringComparison.Ordinal)
            )
            .SelectMany(path =>
                File.ReadLines(Repository.At(path))
                    .Where(line => wrong.IsMatch(line))
                    .Select(line => $"{path}: {line.Trim()}")
            );

    [GeneratedRegex(@"(nuget|npmjs|pypi)\.org|pkgs\.dev\.azure|deb\.debian\.org|registry\.(npm|nuget)|/v3/index\.json")]
    private static partial Regex PackageFeed();

    // Folders of people and of build machines; /root/.dotnet and the like included.
    [GeneratedRegex(@"(?<![\w.}$-])/(work|farm|root|home|Users)/[a-z]")]
    private static partial Regex MachinePath();
}

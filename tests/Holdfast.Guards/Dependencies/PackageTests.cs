using System.Xml.Linq;

namespace Holdfast.Guards.Dependencies;

public sealed class PackageTests
{
    [Fact]
    public void Packages_AreNamedInADecision()
    {
        var decisions = Repository
            .Files.Where(path => path.StartsWith("docs/decisions/", StringComparison.Ordinal))
            .Select(Repository.Read)
            .ToList();

        Assert.NotEmpty(Packages());
        Nothing.In(
            Packages().Where(name => !decisions.Exists(text => text.Contains($"`{name}`", StringComparison.Ordinal)))
        );
    }

    [Fact]
    public void Packages_AreUsed()
    {
        var projects = Repository
            .Files.Where(path =>
                path.EndsWith(".csproj", StringComparison.Ordinal)
                || path.EndsWith("Build.props", StringComparison.Ordinal)
            )
            .Select(Repository.Read)
            .ToList();

        Nothing.In(
            Packages()
                .Where(name =>
                    !projects.Exists(text =>
                        text.Contains($"PackageReference Include=\"{name}\"", StringComparison.Ordinal)
                    )
                )
        );
    }

    [Fact]
    public void Versions_AreExact()
    {
        var floating = Central()
            .Select(package => package.Attribute("Version")!.Value)
            .Where(v => v.AsSpan().ContainsAny("*[(,"));

        Nothing.In(floating);
    }

    [Fact]
    public void Projects_HaveLockFiles()
    {
        var unlocked = Repository
            .Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(path => !Repository.Files.Contains($"{Path.GetDirectoryName(path)}/packages.lock.json"));

        Nothing.In(unlocked);
    }

    private static IEnumerable<string> Packages() => Central().Select(package => package.Attribute("Include")!.Value);

    private static IEnumerable<XElement> Central() =>
        XDocument.Load(Repository.At("Directory.Packages.props")).Descendants("PackageVersion");
}

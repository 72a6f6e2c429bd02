using System.Xml.Linq;

namespace Holdfast.Guards.Dependencies;

public sealed class DependencyRuleTests
{
    private static readonly string[] Pure = ["Holdfast.Model", "Holdfast.OAuth"];

    /// <summary>Outside of a pure core: sockets, processes, files, databases, and clocks and timers that are not injected.</summary>
    private static readonly string[] ImpureTypes =
    [
        "System.Net.Sockets.Socket",
        "System.Net.Sockets.TcpClient",
        "System.Net.Sockets.UdpClient",
        "System.Net.Http.",
        "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
        "System.IO.File",
        "System.IO.Directory",
        "System.Threading.Timer",
        "System.Threading.PeriodicTimer",
        "System.Data.",
        "Microsoft.Data.",
        "Microsoft.AspNetCore.",
        "Npgsql.",
    ];

    private static readonly string[] Clocks =
    [
        "System.TimeProvider.get_System",
        "System.DateTime.get_UtcNow",
        "System.DateTime.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.DateTimeOffset.get_Now",
        "System.Environment.get_TickCount64",
    ];

    public static TheoryData<string> SourceProjects => [.. Repository.Projects("src")];

    public static TheoryData<string> PureProjects => [.. Pure];

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void ProjectFile_References_AreAllowed(string project)
    {
        var wrong = ProjectReferences(project).Where(reference => !AllowedReferences.Allows(project, reference));

        Nothing.In(wrong);
    }

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void Assembly_References_AreAllowed(string project)
    {
        // What is compiled counts as well: project references bring others along.
        var wrong = Repository
            .Assemblies[project]
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("Holdfast.", StringComparison.Ordinal))
            .Where(reference => !AllowedReferences.Allows(project, reference));

        Nothing.In(wrong);
    }

    [Fact]
    public void Roles_KnowNoOtherRole()
    {
        foreach (var role in AllowedReferences.Roles)
        {
            Assert.DoesNotContain(
                AllowedReferences.Roles,
                other => AllowedReferences.Allows($"Holdfast.{role}", $"Holdfast.{other}")
            );
        }
    }

    [Fact]
    public void Model_ReferencesNoPackage()
    {
        Nothing.In(Project("Holdfast.Model").Descendants("PackageReference"));
        Nothing.In(Project("Holdfast.Model").Descendants("FrameworkReference"));
    }

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void PureCore_OwnsNoSocketFileOrDatabase(string project)
    {
        var used = ReferencedMembers.Types(Repository.Assemblies[project]);

        Assert.DoesNotContain(used, type => ImpureTypes.Any(impure => Is(type, impure)));
    }

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void PureCore_OwnsNoClock(string project)
    {
        var used = ReferencedMembers.Members(Repository.Assemblies[project]);

        Assert.DoesNotContain(used, member => Clocks.Contains(member, StringComparer.Ordinal));
    }

    [Fact]
    public void ReferencedMembers_OfTheseTests_AreFound()
    {
        // The two guards above would be content with an empty list.
        var types = ReferencedMembers.Types(typeof(DependencyRuleTests).Assembly);
        var members = ReferencedMembers.Members(typeof(DependencyRuleTests).Assembly);

        Assert.Contains("System.Diagnostics.Process", types);
        Assert.Contains("System.Diagnostics.Process.Start", members);
    }

    private static bool Is(string type, string impure) =>
        impure.EndsWith('.') ? type.StartsWith(impure, StringComparison.Ordinal) : type == impure;

    private static IEnumerable<string> ProjectReferences(string project) =>
        Project(project)
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    private static XDocument Project(string name) => XDocument.Load(Repository.At($"src/{name}/{name}.csproj"));
}

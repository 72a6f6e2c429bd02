using System.Diagnostics;
using System.Reflection;

namespace Holdfast.Guards;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Set by <c>./test guards --update</c>: what is generated is written instead of compared.</summary>
    public static bool Updates { get; } = Environment.GetEnvironmentVariable("HOLDFAST_UPDATE") == "1";

    /// <summary>All files that are in the repository or would be added to it, as paths from the root.</summary>
    public static IReadOnlyList<string> Files { get; } =
        Git("ls-files", "--cached", "--others", "--exclude-standard").Where(path => File.Exists(At(path))).ToList();

    /// <summary>Our source, without what is not ours.</summary>
    public static IEnumerable<string> CSharpFiles =>
        Files.Where(path => path.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>Assemblies of <c>src/</c>, by name.</summary>
    public static IReadOnlyDictionary<string, Assembly> Assemblies { get; } =
        Projects("src").ToDictionary(name => name, Load);

    public static string At(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(At(path));

    /// <summary>Names of the projects in <c>src</c>, <c>tests</c>, <c>benchmarks</c> or <c>fuzz</c>.</summary>
    public static IReadOnlyList<string> Projects(string folder) =>
        Files
            .Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .ToList();

    private static Assembly Load(string project)
    {
        // The executable is named after its command.
        var file = project == "Holdfast" ? "holdfast.dll" : $"{project}.dll";
        return Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, file));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Holdfast.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run the guards from a checkout.");
    }

    private static string[] Git(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", Root, "-c", $"safe.directory={Root}", .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git does not start.");
        var lines = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return git.ExitCode == 0 ? lines : throw new InvalidOperationException("The guards need a git checkout.");
    }
}

namespace Holdfast.Guards.Layout;

public sealed class LayoutTests
{
    private const int LongFile = 350;
    private static readonly string[] Folders = ["src", "tests", "benchmarks", "fuzz"];
    private static readonly string[] VagueEndings = ["Helper", "Helpers", "Manager", "Util", "Utils", "Utilities"];

    /// <summary>Words that say "unfinished". Put together here, so that this file does not contain them.</summary>
    private static readonly string[] Unfinished =
    [
        "#reg" + "ion",
        "TO" + "DO",
        "FIX" + "ME",
        "NotImplemented" + "Exception",
        "for" + " now",
    ];

    public static TheoryData<string> AllFolders => [.. Folders];

    [Theory]
    [MemberData(nameof(AllFolders))]
    public void Projects_StandInAFolderOfTheirName(string folder)
    {
        var wrong = Repository
            .Files.Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) != Path.GetFileNameWithoutExtension(path));

        Nothing.In(wrong);
    }

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        var solution = Repository.Read("Holdfast.slnx");
        var missing = Repository
            .Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal));

        Nothing.In(missing);
    }

    [Fact]
    public void SourceProjects_HaveTests()
    {
        var tests = Repository.Projects("tests");

        Nothing.In(Repository.Projects("src").Where(project => !tests.Contains($"{project}.Tests")));
    }

    [Fact]
    public void Types_AreNotNamedVaguely()
    {
        var vague = Repository
            .Assemblies.Values.SelectMany(assembly => assembly.GetTypes())
            .Where(type => VagueEndings.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal)))
            .Where(type => !type.Name.StartsWith('<'))
            .Select(type => type.FullName);

        Nothing.In(vague);
    }

    [Fact]
    public void Files_AreShort()
    {
        var excused = LongFiles.Reasons().Keys.ToHashSet(StringComparer.Ordinal);
        var tooLong = Repository.CSharpFiles.Where(path => Length(path) > LongFile && !excused.Contains(path));

        Nothing.In(tooLong);
    }

    [Fact]
    public void LongFiles_AreStillLong()
    {
        var mended = LongFiles
            .Reasons()
            .Keys.Where(path => !File.Exists(Repository.At(path)) || Length(path) <= LongFile);

        Nothing.In(mended);
    }

    [Fact]
    public void Source_SoundsFinished()
    {
        var wrong = Repository.CSharpFiles.SelectMany(path =>
            File.ReadLines(Repository.At(path))
                .Where(line => Unfinished.Any(word => line.Contains(word, StringComparison.Ordinal)))
                .Select(line => $"{path}: {line.Trim()}")
        );

        Nothing.In(wrong);
    }

    private static int Length(string path) => File.ReadLines(Repository.At(path)).Count();
}

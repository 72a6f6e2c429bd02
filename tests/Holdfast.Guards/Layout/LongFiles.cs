namespace Holdfast.Guards.Layout;

/// <summary><c>tests/Holdfast.Guards/long-files.txt</c>: a path and the reason on each line.</summary>
internal static class LongFiles
{
    public static IReadOnlyDictionary<string, string> Reasons() =>
        Repository
            .Read("tests/Holdfast.Guards/long-files.txt")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
}

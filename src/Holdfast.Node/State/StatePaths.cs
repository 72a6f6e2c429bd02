using System.Globalization;

namespace Holdfast.Node.State;

/// <summary>Names of the files of the desired state in one folder.</summary>
internal sealed class StatePaths(string folder)
{
    private const string JournalPrefix = "state.journal.";

    public string Folder { get; } = folder;

    public string Snapshot => Path.Combine(Folder, "state.snapshot");

    public string Journal(long generation) =>
        Path.Combine(Folder, JournalPrefix + generation.ToString(CultureInfo.InvariantCulture));

    /// <summary>Generations of the journals that are there, ascending.</summary>
    public IReadOnlyList<long> Journals() =>
        [
            .. Directory
                .EnumerateFiles(Folder, JournalPrefix + "*")
                .Select(f => long.TryParse(Path.GetFileName(f).AsSpan(JournalPrefix.Length), out var g) ? g : -1)
                .Where(g => g >= 0)
                .Order(),
        ];

    /// <summary>Moves all files into a folder of their own, where nobody reads them but a person.</summary>
    public string SetAside(DateTimeOffset now)
    {
        var aside = Path.Combine(Folder, $"damaged-{now.UtcDateTime:yyyyMMddTHHmmssfff}");
        Directory.CreateDirectory(aside);
        foreach (var file in Journals().Select(Journal).Append(Snapshot).Where(File.Exists))
        {
            File.Move(file, Path.Combine(aside, Path.GetFileName(file)), overwrite: true);
        }

        return aside;
    }
}

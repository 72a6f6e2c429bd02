using Holdfast.Backups;
using Holdfast.Data;
using Holdfast.Data.Copies;
using Holdfast.Homes;
using Holdfast.Model.Problems;

namespace Holdfast.Databases.Moving;

/// <summary>Moves a stopped server's SQLite database to PostgreSQL. The file stays as it is, with a note beside it.</summary>
internal sealed class DatabaseMover(HomeFolder home, TimeProvider time)
{
    private const string ScratchName = "database-move";

    /// <param name="from">As for the start; empty: the SQLite file in the folder.</param>
    public async Task<Outcome<MoveReport>> MoveAsync(string from, string to, CancellationToken cancel)
    {
        if (SqliteFile.Of(to) is not null)
        {
            return MoveProblems.NotPostgres.At("--to", "It names a SQLite file.");
        }

        if (SqliteFile.Of(from) is not { } named)
        {
            return MoveProblems.NotPostgres.At("--database", "The server's database is PostgreSQL already.");
        }

        var file = named.Length > 0 ? named : Path.Combine(home.Portal, HomeContents.DatabaseName);
        if (!File.Exists(file))
        {
            return MoveProblems.NothingThere.At(file, "There is no such file.");
        }

        using var held = ServerLock.Take(home);
        return held is null
            ? MoveProblems.Running.At(home.Shown, $"Its process is {ServerLock.HolderOf(home) ?? "about to end"}.")
            : await MoveFileAsync(file, to, cancel);
    }

    /// <summary>For who has the server's lock, while no portal runs.</summary>
    /// <param name="file">The SQLite file.</param>
    /// <exception cref="Data.Problems.DatabaseException">The target is away, not empty, or the copy differs; nothing was changed.</exception>
    public async Task<MoveReport> MoveFileAsync(string file, string to, CancellationToken cancel)
    {
        RemoveLeftovers();
        using var scratch = Scratch.Beside(home.At(ScratchName));
        await using var source = DatabaseFactory.Open($"sqlite:{SqliteFile.Copy(file, scratch.Folder("sqlite"))}");
        await using var target = DatabaseFactory.Open(to);
        var report = await DatabaseMove.RunAsync(source, target, scratch.Folder("rows"), time, cancel);
        MovedNote.Write(home, time.GetUtcNow());
        return report;
    }

    /// <summary>Of a move that was killed; nobody else has the lock.</summary>
    private void RemoveLeftovers()
    {
        foreach (var folder in Directory.EnumerateDirectories(home.Path, $"{ScratchName}.*.partial"))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

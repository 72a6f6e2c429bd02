using System.Formats.Tar;
using System.IO.Compression;
using Holdfast.Data;
using Holdfast.Data.Copies;
using Holdfast.Databases.Moving;
using Holdfast.Homes;
using Holdfast.Model.Problems;

namespace Holdfast.Backups;

/// <summary>Writes one file with everything that a server knows. The server may run; nobody notices.</summary>
internal sealed class BackupWriter(HomeFolder home, TimeProvider time)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="database">As for the start; empty: the SQLite file in the folder.</param>
    public async Task<Outcome<BackupManifest>> WriteAsync(string file, string database, CancellationToken cancel)
    {
        if (!File.Exists(Path.Combine(home.Portal, "master.key")))
        {
            return BackupProblems.NothingThere.At(home.Shown, "No portal has kept its keys there.");
        }
        if (File.Exists(file))
        {
            return BackupProblems.FileExists.At(file, "A backup is written to a new file.");
        }
        if (MovedNote.Against(home, database) is { } moved)
        {
            return moved;
        }
        // Beside the file: there is the space for it, and the move at the end is one step.
        using var scratch = Scratch.Beside(file);
        using var source = BackupSource.Open(home, database, scratch);
        if (source is null)
        {
            return BackupProblems.NothingThere.At(home.Shown, "There is no database.");
        }
        var manifest = await CollectAsync(source.Setting, scratch.Folder("contents"), cancel);
        var archive = scratch.File("archive");
        await PackAsync(scratch.Folder("contents"), archive, cancel);
        File.Move(archive, file);
        return manifest;
    }

    private async Task<BackupManifest> CollectAsync(string setting, string folder, CancellationToken cancel)
    {
        var tables = Directory.CreateDirectory(Path.Combine(folder, "database")).FullName;
        await using var database = DatabaseFactory.Open(setting);
        var step = await DatabaseCopy.ExportAsync(database, tables, cancel);
        foreach (var path in HomeContents.Of(home))
        {
            var copy = Path.Combine(folder, "home", path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(home.At(path), copy);
        }
        var files = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), BackupFile.Of);
        var version = typeof(BackupWriter).Assembly.GetName().Version?.ToString(3) ?? "0";
        var manifest = new BackupManifest(
            BackupManifest.OurKind,
            BackupManifest.OurFormat,
            version,
            time.GetUtcNow(),
            step,
            files
        );
        await File.WriteAllTextAsync(Path.Combine(folder, BackupManifest.Name), manifest.ToJson(), cancel);
        return manifest;
    }

    private static async Task PackAsync(string folder, string archive, CancellationToken cancel)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        };
        await using var file = new FileStream(archive, options);
        await using (var packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            await TarFile.CreateFromDirectoryAsync(folder, packed, includeBaseDirectory: false, cancel);
        }
        file.Flush(flushToDisk: true);
    }
}

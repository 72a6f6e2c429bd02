using System.Formats.Tar;
using System.IO.Compression;
using Holdfast.Data;
using Holdfast.Data.Copies;
using Holdfast.Homes;
using Holdfast.Model.Problems;
using Holdfast.Single;

namespace Holdfast.Backups;

/// <summary>Brings a server back from a backup: all of it is verified before the first file is written, and no other server's is touched.</summary>
internal sealed class BackupReader(HomeFolder home, TimeProvider time)
{
    /// <param name="database">As for the start; empty: a SQLite file in the folder.</param>
    public async Task<Outcome<BackupManifest>> RestoreAsync(string file, string database, CancellationToken cancel)
    {
        if (Directory.Exists(home.Path) && Directory.EnumerateFileSystemEntries(home.Path).Any())
        {
            return BackupProblems.HomeNotEmpty.At(home.Shown, "A restored server gets a folder of its own.");
        }
        using var scratch = Scratch.Beside(file);
        var contents = scratch.Folder("contents");
        var manifest = await UnpackAsync(file, contents, cancel);
        if (manifest.Value is not { } wanted)
        {
            return manifest;
        }
        await FillAsync(contents, wanted.Step, database, cancel);
        return wanted;
    }

    private static async Task<Outcome<BackupManifest>> UnpackAsync(string file, string folder, CancellationToken cancel)
    {
        try
        {
            await using var packed = File.OpenRead(file);
            await using var archive = new GZipStream(packed, CompressionMode.Decompress);
            await TarFile.ExtractToDirectoryAsync(archive, folder, overwriteFiles: false, cancel);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException or FormatException)
        {
            return BackupProblems.NotABackup.At(file, damaged.Message);
        }
        return Verify(file, folder);
    }

    private static Outcome<BackupManifest> Verify(string file, string folder)
    {
        var path = Path.Combine(folder, BackupManifest.Name);
        if (!File.Exists(path) || BackupManifest.Read(path) is not { Kind: BackupManifest.OurKind } manifest)
        {
            return BackupProblems.NotABackup.At(file, "It does not say what it is.");
        }
        if (manifest.Format > BackupManifest.OurFormat)
        {
            return BackupProblems.Newer.At(file, $"It is of format {manifest.Format}, by {manifest.Software}.");
        }
        var found = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(found => found != path)
            .ToDictionary(found => Path.GetRelativePath(folder, found), BackupFile.Of);
        var differing = manifest
            .Files.Keys.Union(found.Keys)
            .FirstOrDefault(name => !Equals(manifest.Files.GetValueOrDefault(name), found.GetValueOrDefault(name)));
        return differing is null
            ? manifest
            : BackupProblems.NotABackup.At(file, $"{differing} is not what it was when the backup was made.");
    }

    /// <summary>The mark that makes the folder a server's comes last: one that was only half filled will not start.</summary>
    private async Task FillAsync(string contents, int step, string database, CancellationToken cancel)
    {
        HomeLayout.MakeFolders(home);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(contents, "home"), "*", SearchOption.AllDirectories))
        {
            var target = home.At(Path.GetRelativePath(Path.Combine(contents, "home"), file));
            File.Copy(file, target);
        }
        var setting = database.Length > 0 ? database : $"sqlite:{Path.Combine(home.Portal, HomeContents.DatabaseName)}";
        await using (var opened = DatabaseFactory.Open(setting))
        {
            await DatabaseCopy.ImportAsync(opened, Path.Combine(contents, "database"), step, time, cancel);
        }
        HomeMark.Current.Write(home);
    }
}

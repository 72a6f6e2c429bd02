namespace Holdfast.Linux.Files;

/// <summary>Files for their owner only that are on the disk when we say so.</summary>
public static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A new, empty file; one that is there is replaced.</summary>
    public static FileStream Create(string path)
    {
        File.Delete(path);
        return new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.Read,
                UnixCreateMode = OwnerOnly,
                BufferSize = 0,
            }
        );
    }

    /// <summary>Writes beside, flushes, renames, and flushes the folder: the file is the old one or the new one, whatever happens.</summary>
    public static void Replace(string path, Action<Stream> write)
    {
        var next = path + ".new";
        using (var file = Create(next))
        {
            using var buffered = new BufferedStream(file, 128 * 1024);
            write(buffered);
            buffered.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
        Folder.Sync(Path.GetDirectoryName(path)!);
    }
}

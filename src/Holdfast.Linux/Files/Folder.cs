using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Holdfast.Linux.Files;

/// <summary>What .NET does not offer for folders.</summary>
public static partial class Folder
{
    /// <summary>O_RDONLY | O_CLOEXEC, open(2).</summary>
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>Makes creations, renames and removals in a folder durable: fsync(2) of the folder.</summary>
    /// <exception cref="IOException">The folder is not there, or the disk failed.</exception>
    public static void Sync(string path)
    {
        var folder = Open(path, ReadOnlyCloseOnExec);
        if (folder < 0)
        {
            throw Failed(path);
        }

        try
        {
            if (FSync(folder) != 0)
            {
                throw Failed(path);
            }
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static IOException Failed(string path) =>
        new($"{path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}

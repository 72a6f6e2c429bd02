using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Holdfast.Pki.Envelope;

/// <summary>Gives a finished file its name, so that it is still there after a power failure.</summary>
internal static partial class DurableFile
{
    private const int AtCurrentFolder = -100;
    private const int ExistsAlready = 17;
    private const int CloseOnExec = 0x80000;

    /// <summary>Where a file with the name is already, it stays: the other process was first.</summary>
    /// <exception cref="IOException">The file system refuses.</exception>
    public static void Publish(string draft, string path)
    {
        // link(2) fails where rename(2) would replace.
        if (Link(draft, path) != 0 && Marshal.GetLastPInvokeError() != ExistsAlready)
        {
            throw Failure($"cannot make {path}");
        }

        SynchronizeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static void SynchronizeFolder(string folder)
    {
        var descriptor = OpenAt(AtCurrentFolder, folder, CloseOnExec, 0);
        if (descriptor < 0)
        {
            throw Failure($"cannot open {folder}");
        }

        var result = Synchronize(descriptor);
        var failure = result == 0 ? null : Failure($"cannot write {folder} to disk");
        _ = Close(descriptor);
        if (failure is not null)
        {
            throw failure;
        }
    }

    private static IOException Failure(string what) =>
        new($"{what}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(int folder, string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

using Holdfast.Model.Problems;

namespace Holdfast.Linux.Files;

/// <summary>
/// The state folder of a role, held by one process at a time. The kernel gives the lock back when the process ends, however it ends.
/// </summary>
public sealed class HeldFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>EWOULDBLOCK: what flock(2) says, and .NET passes on, when another holds the file.</summary>
    private const int Locked = 11;

    private readonly FileStream _lock;

    private HeldFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <param name="lockName">Of the file in the folder.</param>
    /// <param name="unusable">What to say when the folder cannot be used.</param>
    /// <param name="held">What to say when another process holds it.</param>
    public static Outcome<HeldFolder> Open(string folder, string lockName, ProblemKind unusable, ProblemKind held)
    {
        try
        {
            var full = System.IO.Path.GetFullPath(folder);
            Directory.CreateDirectory(full, OwnerOnly);
            var path = System.IO.Path.Combine(full, lockName);
            return new HeldFolder(full, File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult == Locked)
        {
            return held.At(folder, $"The lock file {lockName} is held by another process.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return unusable.At(folder, e.Message);
        }
    }

    public void Dispose() => _lock.Dispose();
}

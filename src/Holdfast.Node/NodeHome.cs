using Holdfast.Model.Problems;

namespace Holdfast.Node;

/// <summary>The node's state folder, held by one process at a time. The kernel gives the lock back when the process ends, however it ends.</summary>
public sealed class NodeHome : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>EWOULDBLOCK: what flock(2) says, and .NET passes on, when another holds the file.</summary>
    private const int Locked = 11;

    private readonly FileStream _lock;

    private NodeHome(string folder, FileStream held)
    {
        Folder = folder;
        _lock = held;
    }

    /// <summary>Absolute path.</summary>
    public string Folder { get; }

    public static Outcome<NodeHome> Open(string folder)
    {
        try
        {
            var full = Path.GetFullPath(folder);
            Directory.CreateDirectory(full, OwnerOnly);
            return Hold(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return NodeProblems.HomeUnusable.At(folder, e.Message);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static Outcome<NodeHome> Hold(string folder)
    {
        try
        {
            var path = Path.Combine(folder, "node.lock");
            return new NodeHome(folder, File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult == Locked)
        {
            return NodeProblems.AlreadyRuns.At(folder, "The lock file node.lock is held by another process.");
        }
    }
}

using System.Globalization;

namespace Holdfast.Homes;

/// <summary>
/// One server a state folder. The kernel gives the lock back when the process ends, however it ends; the process id beside it is for
/// people.
/// </summary>
internal sealed class ServerLock : IDisposable
{
    private const string Name = "server.lock";
    private const string HolderName = "server.pid";

    private readonly FileStream _file;

    private ServerLock(FileStream file) => _file = file;

    /// <summary>Null: somebody else has it.</summary>
    public static ServerLock? Take(HomeFolder home)
    {
        if (Open(home) is not { } file)
        {
            return null;
        }
        AtomicFile.Write(home.At(HolderName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new ServerLock(file);
    }

    /// <summary>Who has it, as far as the file tells; null: nobody.</summary>
    public static string? HolderOf(HomeFolder home)
    {
        if (!File.Exists(home.At(Name)))
        {
            return null;
        }
        using var free = Open(home);
        return free is null ? File.ReadAllText(home.At(HolderName)) : null;
    }

    public void Dispose() => _file.Dispose();

    private static FileStream? Open(HomeFolder home)
    {
        try
        {
            return new FileStream(home.At(Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

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
    private readonly string _holder;

    private ServerLock(FileStream file, string holder)
    {
        _file = file;
        _holder = holder;
    }

    /// <summary>Null: somebody else has it.</summary>
    public static ServerLock? Take(HomeFolder home)
    {
        if (Open(home) is not { } file)
        {
            return null;
        }
        var holder = home.At(HolderName);
        AtomicFile.Write(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new ServerLock(file, holder);
    }

    /// <summary>Who has it, as far as the file tells: a process id, or "unknown" while it starts or ends; null: nobody.</summary>
    public static string? HolderOf(HomeFolder home)
    {
        if (!File.Exists(home.At(Name)))
        {
            return null;
        }
        using var free = Open(home);
        return free is null ? ReadHolder(home) : null;
    }

    private static string ReadHolder(HomeFolder home)
    {
        try
        {
            return File.ReadAllText(home.At(HolderName));
        }
        catch (FileNotFoundException)
        {
            return "unknown";
        }
    }

    /// <summary>The id goes first: nobody must send a signal to a process that has it later.</summary>
    public void Dispose()
    {
        File.Delete(_holder);
        _file.Dispose();
    }

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

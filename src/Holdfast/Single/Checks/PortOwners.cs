using System.Globalization;
using System.Net.Sockets;

namespace Holdfast.Single.Checks;

/// <summary>Who has a port, from proc(5): the tables give the socket's inode, a process with it among its files is the owner.</summary>
/// <param name="proc">Where proc is mounted.</param>
internal sealed class PortOwners(string proc)
{
    private const int LocalColumn = 1;
    private const int StateColumn = 3;
    private const int InodeColumn = 9;

    /// <summary>include/net/tcp_states.h; an unconnected UDP socket has the state of a closed TCP one.</summary>
    private const string Listening = "0A";

    private const string Unconnected = "07";

    /// <summary>Null: nobody that can be seen.</summary>
    public PortOwner? Find(ProtocolType protocol, int port)
    {
        var inodes = Inodes(protocol, port);
        return inodes.Count == 0 ? null
            : Processes().FirstOrDefault(process => Holds(process, inodes)) is { } id ? Owner(id)
            : null;
    }

    private HashSet<string> Inodes(ProtocolType protocol, int port)
    {
        var (table, state) = protocol == ProtocolType.Tcp ? ("tcp", Listening) : ("udp", Unconnected);
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return Lines($"net/{table}")
            .Concat(Lines($"net/{table}6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(row => row.Length > InodeColumn && row[StateColumn] == state)
            .Where(row => row[LocalColumn].EndsWith(suffix, StringComparison.Ordinal))
            .Select(row => $"socket:[{row[InodeColumn]}]")
            .ToHashSet(StringComparer.Ordinal);
    }

    private IEnumerable<string> Lines(string table)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(proc, table)).Skip(1);
        }
        catch (IOException)
        {
            return [];
        }
    }

    private IEnumerable<string> Processes() =>
        Directory
            .EnumerateDirectories(proc)
            .Select(Path.GetFileName)
            .OfType<string>()
            .Where(name => name.All(char.IsAsciiDigit));

    private bool Holds(string process, HashSet<string> inodes)
    {
        try
        {
            return Directory
                .EnumerateFileSystemEntries(Path.Combine(proc, process, "fd"))
                .Any(file => new FileInfo(file).LinkTarget is { } target && inodes.Contains(target));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private PortOwner Owner(string process)
    {
        var id = int.Parse(process, CultureInfo.InvariantCulture);
        try
        {
            return new(id, File.ReadAllText(Path.Combine(proc, process, "comm")).Trim());
        }
        catch (IOException)
        {
            return new(id, "a process that has just ended");
        }
    }
}

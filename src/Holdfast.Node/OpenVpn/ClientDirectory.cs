using System.Net;

namespace Holdfast.Node.OpenVpn;

/// <summary>
/// The exclusive client-config directory of one process. Files appear and change in one step each, so that OpenVPN never reads
/// half of one. Not durable by itself: it is made true again from the desired state at each start.
/// </summary>
internal sealed class ClientDirectory(string folder, string staging)
{
    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, IPAddress> _allowed = [];

    /// <summary>The IPv4 address of a client that may connect; null: it may not.</summary>
    public IPAddress? AddressOf(string name)
    {
        lock (_gate)
        {
            return _allowed.GetValueOrDefault(name);
        }
    }

    /// <summary>Makes the directory exactly this. Compares with what is really there and writes only what differs.</summary>
    public void Reconcile(IReadOnlyDictionary<string, ClientEntry> wanted)
    {
        Expect(wanted);
        var present = new HashSet<string>();
        foreach (var path in Directory.EnumerateFileSystemEntries(folder))
        {
            var name = Path.GetFileName(path);
            if (wanted.ContainsKey(name))
            {
                present.Add(name);
            }
            else
            {
                Remove(name);
            }
        }

        foreach (var (name, entry) in wanted)
        {
            if (!present.Contains(name) || !HasContent(Path.Combine(folder, name), entry.Content))
            {
                WriteFile(name, entry.Content);
            }
        }
    }

    public void Write(string name, ClientEntry entry)
    {
        lock (_gate)
        {
            _allowed[name] = entry.Address4;
        }

        WriteFile(name, entry.Content);
    }

    /// <summary>No error when there is none.</summary>
    public void Remove(string name)
    {
        lock (_gate)
        {
            _allowed.Remove(name);
        }

        File.Delete(Path.Combine(folder, name));
    }

    /// <summary>Before any file changes: nobody who just got a file may be taken for one without.</summary>
    private void Expect(IReadOnlyDictionary<string, ClientEntry> wanted)
    {
        lock (_gate)
        {
            _allowed.Clear();
            foreach (var (name, entry) in wanted)
            {
                _allowed[name] = entry.Address4;
            }
        }
    }

    private void WriteFile(string name, byte[] content)
    {
        var temporary = Path.Combine(staging, name);
        using (var file = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, content, 0);
            File.SetUnixFileMode(file, ReadableByAll);
        }

        File.Move(temporary, Path.Combine(folder, name), overwrite: true);
    }

    private static bool HasContent(string path, ReadOnlySpan<byte> content)
    {
        using var file = File.OpenHandle(path);
        if (RandomAccess.GetLength(file) != content.Length)
        {
            return false;
        }

        Span<byte> buffer = content.Length <= 4096 ? stackalloc byte[content.Length] : new byte[content.Length];
        return RandomAccess.Read(file, buffer, 0) == content.Length && content.SequenceEqual(buffer);
    }
}

/// <param name="Address4">What the content gives the client, to tell when a connected one has another.</param>
internal sealed record ClientEntry(byte[] Content, IPAddress Address4);

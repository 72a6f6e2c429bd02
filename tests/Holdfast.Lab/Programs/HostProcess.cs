using System.Globalization;
using Holdfast.Lab.Native;

namespace Holdfast.Lab.Programs;

/// <summary>A process on a host of the lab, seen from outside.</summary>
/// <param name="Id">Its id in the machine, not the one that it has on its host.</param>
public sealed record HostProcess(int Id, IReadOnlyList<string> CommandLine)
{
    public bool IsAlive => State(Id) is { } state && state != 'Z' && state != 'X';

    /// <summary>Resident memory, in bytes; 0 when it is gone.</summary>
    public long ResidentMemory => StatusNumber("VmRSS:") * 1024;

    /// <summary>The most that it ever was, in bytes; 0 when it is gone.</summary>
    public long PeakMemory => StatusNumber("VmHWM:") * 1024;

    /// <summary>The number of its system user.</summary>
    public long User => StatusNumber("Uid:");

    /// <summary>Its effective capabilities (capabilities(7)), in hexadecimal; empty when it is gone.</summary>
    public string Capabilities => StatusWord("CapEff:");

    public void Send(Signal signal) => _ = LinuxCalls.Kill(Id, (int)signal);

    public override string ToString() => $"{string.Join(' ', CommandLine)} ({Id})";

    /// <summary>All processes of a process namespace, named by what <c>/proc/N/ns/pid</c> points to.</summary>
    internal static IReadOnlyList<HostProcess> In(string processNamespace)
    {
        var found = new List<HostProcess>();
        foreach (var id in AllIds())
        {
            if (Namespace(id, "pid") == processNamespace && State(id) is not (null or 'Z'))
            {
                found.Add(new HostProcess(id, ReadCommandLine(id)));
            }
        }

        return found;
    }

    /// <summary>All processes of the machine that are in a network namespace.</summary>
    internal static IEnumerable<int> InNetwork(string networkNamespace) =>
        AllIds().Where(id => Namespace(id, "net") == networkNamespace);

    internal static string? Namespace(int id, string kind)
    {
        try
        {
            return new FileInfo($"/proc/{id}/ns/{kind}").LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static IReadOnlyList<int> ChildrenOf(int id)
    {
        var text = ReadOrNull($"/proc/{id}/task/{id}/children") ?? "";
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(number => int.Parse(number, CultureInfo.InvariantCulture))
            .ToList();
    }

    private static IEnumerable<int> AllIds() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0);

    private static string[] ReadCommandLine(int id) =>
        (ReadOrNull($"/proc/{id}/cmdline") ?? "").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The letter behind the closing bracket of the name in <c>/proc/N/stat</c>, see proc(5).</summary>
    private static char? State(int id)
    {
        var stat = ReadOrNull($"/proc/{id}/stat");
        var end = stat?.LastIndexOf(')') ?? -1;
        return end >= 0 && end + 2 < stat!.Length ? stat[end + 2] : null;
    }

    private long StatusNumber(string name) =>
        long.TryParse(StatusWord(name), CultureInfo.InvariantCulture, out var value) ? value : 0;

    /// <summary>The first of the line of that name; empty when there is none.</summary>
    private string StatusWord(string name)
    {
        var line = (ReadOrNull($"/proc/{Id}/status") ?? "")
            .Split('\n')
            .FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
        return line?[name.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
    }

    private static string? ReadOrNull(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}

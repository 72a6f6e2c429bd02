using System.Globalization;

namespace Holdfast.Linux.Processes;

/// <summary>A process id together with when it started, so that a reused id is never taken for the same process.</summary>
/// <param name="StartTime">Clock ticks since the machine started: field 22 of <c>/proc/PID/stat</c>.</param>
internal readonly record struct ProcessIdentity(int ProcessId, ulong StartTime)
{
    /// <summary>Null when no such process lives; one that has ended and waits to be reaped does not live.</summary>
    public static ProcessIdentity? Of(int processId)
    {
        var stat = ProcessStat.Of(processId);
        return stat is null or { HasEnded: true } ? null : new ProcessIdentity(processId, stat.StartTime);
    }

    public bool IsAlive => Of(ProcessId) == this;

    /// <summary>Reads <c>ID START</c>, the content of a pid file; null for anything else.</summary>
    public static ProcessIdentity? Parse(string text)
    {
        var parts = text.TrimEnd('\n').Split(' ');
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && id > 0
            && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? new ProcessIdentity(id, start)
            : null;
    }
}

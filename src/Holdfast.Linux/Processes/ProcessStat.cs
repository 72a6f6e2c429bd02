using System.Globalization;

namespace Holdfast.Linux.Processes;

/// <summary>What we need of <c>/proc/PID/stat</c> (proc(5)).</summary>
/// <param name="State">Field 3: <c>R</c>, <c>S</c>, <c>Z</c>…</param>
/// <param name="Threads">Field 20.</param>
/// <param name="StartTime">Field 22.</param>
internal sealed record ProcessStat(char State, ulong Threads, ulong StartTime)
{
    /// <summary>Fields after the name, which is field 2.</summary>
    private const int StateField = 0;
    private const int ThreadsField = 17;
    private const int StartTimeField = 19;

    /// <summary>
    /// A zombie, or on the way to be one. The state is that of the first thread, which may be a zombie while others still hold sockets
    /// and devices: a killed wireguard-go answers for a moment longer.
    /// </summary>
    public bool HasEnded => State is 'Z' or 'X' or 'x' && Threads <= 1;

    public static ProcessStat? Of(int processId)
    {
        var path = $"/proc/{processId}/stat";
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (IOException)
        {
            // It went while we read (ESRCH).
            return null;
        }
    }

    public static ProcessStat? Parse(string text)
    {
        // The name stands in parentheses and may hold spaces and parentheses itself; the last one ends it.
        var end = text.LastIndexOf(')');
        var fields = end < 0 ? [] : text[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            fields.Length > StartTimeField
            && fields[StateField].Length == 1
            && TryRead(fields[ThreadsField], out var threads)
            && TryRead(fields[StartTimeField], out var start)
            ? new ProcessStat(fields[StateField][0], threads, start)
            : null;
    }

    private static bool TryRead(string field, out ulong number) =>
        ulong.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

using System.Globalization;
using System.Text;

namespace Holdfast.Node.Supervision;

/// <summary>The last words of a process that ended, from its own log.</summary>
internal static class LogTail
{
    private const int MaximumBytes = 8192;
    private const int MaximumLine = 300;

    public static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <param name="from">Where the log ended before the process began.</param>
    /// <returns>The most telling of the last lines, without its time; null: it said nothing.</returns>
    public static string? Read(string path, long from)
    {
        try
        {
            return Choose(ReadEnd(path, from));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string ReadEnd(string path, long from)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Clamp(from, Math.Max(0, file.Length - MaximumBytes), file.Length);
        Span<byte> buffer = stackalloc byte[MaximumBytes];
        var count = file.ReadAtLeast(buffer, MaximumBytes, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(buffer[..count]);
    }

    private static string? Choose(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(l => WithoutTime(l))
            .Where(l => l.Length > 0 && !l.StartsWith("WARNING", StringComparison.Ordinal))
            .Where(l => !l.StartsWith("Exiting due to fatal error", StringComparison.Ordinal))
            .ToList();
        var line = lines.LastOrDefault(l => l.Contains("(errno=", StringComparison.Ordinal)) ?? lines.LastOrDefault();
        return line?[..Math.Min(MaximumLine, line.Length)];
    }

    /// <summary>Lines begin with <c>2026-11-21 08:00:11 </c>, and with <c>us=270843 </c> behind it where more is logged.</summary>
    private static string WithoutTime(string line)
    {
        const string form = "yyyy-MM-dd HH:mm:ss";
        var timed =
            line.Length > form.Length
            && line[form.Length] == ' '
            && DateTime.TryParseExact(
                line.AsSpan(0, form.Length),
                form,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            );
        var rest = timed ? line[(form.Length + 1)..] : line;
        return rest.StartsWith("us=", StringComparison.Ordinal) ? rest[(rest.IndexOf(' ') + 1)..] : rest;
    }
}

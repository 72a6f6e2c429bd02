using System.Text;

namespace Holdfast.Linux.Processes;

/// <summary>Reads a stream of text to its end and keeps no more than a limit of it.</summary>
internal static class BoundedText
{
    public static async Task<string> ReadAsync(TextReader reader, int limit, CancellationToken cancel)
    {
        var kept = new StringBuilder();
        var buffer = new char[4096];
        int length;
        while ((length = await reader.ReadAsync(buffer, cancel)) > 0)
        {
            kept.Append(buffer, 0, Math.Min(length, limit - kept.Length));
        }

        return kept.ToString();
    }
}

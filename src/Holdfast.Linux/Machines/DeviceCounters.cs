using System.Globalization;

namespace Holdfast.Linux.Machines;

/// <summary>Bytes that went through a network device since it was made.</summary>
/// <param name="Received">Came in through it; at a tunnel: from clients.</param>
/// <param name="Sent">Went out through it; at a tunnel: to clients.</param>
public readonly record struct DeviceCounters(long Received, long Sent)
{
    /// <summary>Of the columns behind the name, see proc(5).</summary>
    private const int SentColumn = 8;

    /// <param name="devices">The content of <c>/proc/net/dev</c>. Lines that make no sense are skipped.</param>
    public static IReadOnlyDictionary<string, DeviceCounters> Parse(string devices)
    {
        var counters = new Dictionary<string, DeviceCounters>(StringComparer.Ordinal);
        foreach (var line in devices.Split('\n'))
        {
            // The first number may stand right behind the colon.
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && Read(line[(colon + 1)..]) is { } read)
            {
                counters[line[..colon].Trim()] = read;
            }
        }

        return counters;
    }

    private static DeviceCounters? Read(string columns)
    {
        var words = columns.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > SentColumn && Number(words[0]) is { } received && Number(words[SentColumn]) is { } sent
            ? new(received, sent)
            : null;
    }

    private static long? Number(string word) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

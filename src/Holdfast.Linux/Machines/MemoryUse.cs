using System.Globalization;

namespace Holdfast.Linux.Machines;

/// <param name="Used">Bytes that could not be had for something else.</param>
/// <param name="Total">Bytes.</param>
public readonly record struct MemoryUse(long Used, long Total)
{
    private const long Kilo = 1024;

    /// <param name="memoryInfo">The content of <c>/proc/meminfo</c>.</param>
    /// <returns>Null when it makes no sense.</returns>
    public static MemoryUse? Parse(string memoryInfo) =>
        Find(memoryInfo, "MemTotal:") is { } total
        && Find(memoryInfo, "MemAvailable:") is { } available
        && available <= total
            ? new(total - available, total)
            : null;

    private static long? Find(string memoryInfo, string name)
    {
        foreach (var line in memoryInfo.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (
                words is [var key, var number, "kB"]
                && key == name
                && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kilo)
                && kilo <= long.MaxValue / Kilo
            )
            {
                return kilo * Kilo;
            }
        }

        return null;
    }
}

using System.Globalization;

namespace Holdfast.Linux.Machines;

/// <summary>How long all processors together did something, and all of the time, since the machine started, in ticks.</summary>
public readonly record struct CpuTimes(long Busy, long Total)
{
    /// <summary>The columns of a processor in proc(5): user, nice, system, idle, iowait, irq, softirq, steal. Guests are within user.</summary>
    private const int Columns = 8;

    private const int Idle = 3;
    private const int WaitsForDisk = 4;

    /// <param name="stat">The content of <c>/proc/stat</c>.</param>
    /// <returns>Null when the line of all processors is not there or makes no sense.</returns>
    public static CpuTimes? Parse(string stat)
    {
        var line = stat.AsSpan(0, Math.Max(0, stat.IndexOf('\n', StringComparison.Ordinal)));
        var words = line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length <= Columns || words[0] != "cpu")
        {
            return null;
        }

        long total = 0;
        long idle = 0;
        for (var i = 0; i < Columns; i++)
        {
            if (!long.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
            {
                return null;
            }

            total += ticks;
            idle += i is Idle or WaitsForDisk ? ticks : 0;
        }

        return new(total - idle, total);
    }

    /// <summary>The part of the time in which the processors did something, 0 to 1; null: no time has passed.</summary>
    /// <remarks>The wait for a disk may shrink, says proc(5): what comes out is kept between 0 and 1.</remarks>
    public double? LoadSince(CpuTimes before) =>
        Total > before.Total ? Math.Clamp((double)(Busy - before.Busy) / (Total - before.Total), 0, 1) : null;
}

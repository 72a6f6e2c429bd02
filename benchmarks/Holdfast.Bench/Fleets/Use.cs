using System.Globalization;
using Holdfast.Lab.Programs;

namespace Holdfast.Bench.Fleets;

/// <summary>What processes have used of the machine.</summary>
/// <param name="Processor">Time of all processors together, with that of children that have ended and were waited for.</param>
internal sealed record Use(TimeSpan Processor)
{
    /// <summary>Of <c>clock_t</c> in proc(5), which is 100 a second on every Linux.</summary>
    private const double TicksPerSecond = 100;

    public static Use Of(IEnumerable<HostProcess> processes) =>
        new(TimeSpan.FromSeconds(processes.Sum(p => Ticks(p.Id)) / TicksPerSecond));

    /// <summary>proc(5), /proc/PID/stat: utime, stime, cutime and cstime are the 14th to 17th field; the name before may hold spaces.</summary>
    private static long Ticks(int process)
    {
        try
        {
            var fields = File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Trim().Split(' ');
            return fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // It has ended.
            return 0;
        }
    }
}

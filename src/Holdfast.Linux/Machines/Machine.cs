using System.Globalization;

namespace Holdfast.Linux.Machines;

/// <summary>What the kernel says of the machine. What cannot be read is null or empty: nobody stops for want of a figure.</summary>
/// <param name="proc">Where procfs is.</param>
public sealed class Machine(string proc = "/proc")
{
    public CpuTimes? Cpu() => Read("stat") is { } text ? CpuTimes.Parse(text) : null;

    public MemoryUse? Memory() => Read("meminfo") is { } text ? MemoryUse.Parse(text) : null;

    /// <summary>Since the kernel was started.</summary>
    public TimeSpan? Uptime() =>
        Read("uptime") is { } text
        && double.TryParse(
            text.Split(' ')[0],
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var seconds
        )
        && seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>By name, those of our network namespace.</summary>
    public IReadOnlyDictionary<string, DeviceCounters> Devices() => DeviceCounters.Parse(Read("self/net/dev") ?? "");

    private string? Read(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(proc, file));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

using Holdfast.Link.Messages;
using Holdfast.Linux.Machines;

namespace Holdfast.Node.Linking;

/// <summary>How busy the machine is. Thread-safe: every link asks for itself, and all are told the same.</summary>
internal sealed class MachineWatch(Machine machine, TimeProvider time)
{
    /// <summary>The load is the mean of this long, a little less than the time between two statuses.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(4);

    private readonly Lock _measuring = new();
    private readonly long _started = time.GetTimestamp();
    private CpuTimes? _before;
    private long _measured;
    private double? _load;

    public MachineStatus Now()
    {
        var memory = machine.Memory();
        return new MachineStatus(
            Load(),
            memory?.Used,
            memory?.Total,
            (long?)machine.Uptime()?.TotalSeconds,
            (long)time.GetElapsedTime(_started).TotalSeconds
        );
    }

    public IReadOnlyDictionary<string, DeviceCounters> Devices() => machine.Devices();

    private double? Load()
    {
        lock (_measuring)
        {
            if (_before is null || time.GetElapsedTime(_measured) >= Span)
            {
                var now = machine.Cpu();
                _load = now is { } after && _before is { } before ? after.LoadSince(before) : _load;
                (_before, _measured) = (now, time.GetTimestamp());
            }

            return _load;
        }
    }
}

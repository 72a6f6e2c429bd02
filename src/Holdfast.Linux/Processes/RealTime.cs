using System.Runtime.InteropServices;
using Holdfast.Linux.Interop;

namespace Holdfast.Linux.Processes;

/// <summary>Runs a thread before all that is not as urgent, sched(7).</summary>
public static class RealTime
{
    private const int RoundRobinNotInherited = 2 | 0x40000000;

    /// <summary>Low among the urgent: the kernel's own threads go first.</summary>
    private const int Priority = 10;

    /// <summary>For the calling thread, for good.</summary>
    /// <returns>Null: it is so; else why not. It works all the same, only later when the machine is busy.</returns>
    public static string? TryEnter()
    {
        var priority = Priority;
        var parameters = MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in priority));
        return LibC.SetScheduler(0, RoundRobinNotInherited, parameters) == 0
            ? null
            : Errno.Text(Marshal.GetLastPInvokeError());
    }
}

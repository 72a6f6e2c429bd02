using System.Runtime.InteropServices;
using Holdfast.Linux.Interop;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Linux.Polling;

/// <summary>Ends another thread's <see cref="Readiness.Wait"/>. For any thread.</summary>
public sealed class WakeUp : IPollable, IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;

    private readonly SafeFileHandle _descriptor;

    public WakeUp()
    {
        var descriptor = LibC.OpenEvent(0, CloseOnExec | NonBlocking);
        _descriptor =
            descriptor >= 0
                ? new SafeFileHandle(descriptor, ownsHandle: true)
                : throw new IOException($"eventfd: {Errno.Text(Marshal.GetLastPInvokeError())}");
    }

    public SafeHandle Descriptor => _descriptor;

    public void Set() => _ = LibC.Write(_descriptor, [1, 0, 0, 0, 0, 0, 0, 0], 8);

    /// <summary>Before what it was set for is looked at.</summary>
    public void Clear()
    {
        Span<byte> count = stackalloc byte[8];
        _ = LibC.Read(_descriptor, count, 8);
    }

    public void Dispose() => _descriptor.Dispose();
}

using Holdfast.Linux.WireGuard.Kernel;

namespace Holdfast.Linux.Tests.WireGuard.Kernel;

/// <summary>The suite against the kernel's own WireGuard. In the virtual machine it must be there; elsewhere it may be missing.</summary>
[Trait("needs", "kernel")]
[Trait("needs", "kernel")]
public sealed class KernelConformanceTests : WireGuardConformance
{
    private static readonly Lazy<bool> HasWireGuard = new(Probe);

    /// <summary>
    /// Enough for several messages both ways. The kernel waits for other processors at each peer that goes with its device, and in an
    /// emulated machine on a busy host each such wait takes 20 ms.
    /// </summary>
    private protected override int ManyPeers => 2_000;

    private protected override Task<DeviceRoom> MakeRoomAsync()
    {
        var mayBeMissing = Environment.GetEnvironmentVariable("HOLDFAST_KERNEL_WIREGUARD") != "required";
        Assert.SkipWhen(
            mayBeMissing && !HasWireGuard.Value,
            "this kernel has no WireGuard; tests/vm/run-tests runs one"
        );
        return DeviceRoom.MakeAsync(
            (_, _) => KernelDevices.TryOpen() ?? throw new InvalidOperationException("This kernel has no WireGuard.")
        );
    }

    private static bool Probe()
    {
        using var kernel = KernelDevices.TryOpen();
        return kernel is not null;
    }
}

using Holdfast.Linux.Network;
using Holdfast.Linux.Processes;
using Holdfast.Linux.WireGuard;

namespace Holdfast.Node.WireGuard;

/// <summary>What of WireGuard is needed before the state is known.</summary>
internal sealed class WireGuardBegin
{
    /// <exception cref="DeviceException">We may not make network interfaces at all.</exception>
    public WireGuardBegin(string home, TimeProvider time)
    {
        var run = Directory.CreateDirectory(Path.Combine(home, "wireguard")).FullName;
        Devices = WireGuardDevices.Open(run, new Daemons(time), Network, time);
        HeadStart = new HeadStart(Devices, Network, Options.Batch);
    }

    /// <summary>The caller's to dispose.</summary>
    public KernelNetwork Network { get; } = new();

    public IWireGuardDevices Devices { get; }

    public WireGuardPlaneOptions Options { get; } = new();

    public HeadStart HeadStart { get; }
}

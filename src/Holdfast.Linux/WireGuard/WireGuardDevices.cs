using Holdfast.Linux.Network;
using Holdfast.Linux.Processes;
using Holdfast.Linux.WireGuard.Kernel;
using Holdfast.Linux.WireGuard.UserSpace;

namespace Holdfast.Linux.WireGuard;

/// <summary>Chooses how this machine does WireGuard.</summary>
public static class WireGuardDevices
{
    /// <summary>The kernel's where it has it, else wireguard-go. Found out once, here.</summary>
    /// <param name="stateFolder">For what the user-space processes need; should not survive a reboot.</param>
    /// <exception cref="DeviceException">We may not make network interfaces at all.</exception>
    public static IWireGuardDevices Open(string stateFolder, IDaemons daemons, INetwork network, TimeProvider time)
    {
        var kernel = KernelDevices.TryOpen();
        return kernel is null ? new UserSpaceDevices(stateFolder, daemons, network, time) : kernel;
    }
}

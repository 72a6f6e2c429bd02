using Holdfast.Model.DesiredState;

namespace Holdfast.Node.Takeover;

/// <summary>Firewall marks of devices that speak from virtual addresses. Also the numbers of their routing tables.</summary>
internal static class Marks
{
    /// <summary>"HF": all of ours, and with some luck nobody else's, begin with it.</summary>
    private const uint Prefix = 0x4846_0000;

    /// <summary>The port tells the devices of a node apart. 0: the device has no mark.</summary>
    public static uint Of(WireGuardService service) => service.Unit is null ? 0 : Prefix | (uint)service.Port;

    public static bool IsOurs(uint mark) => (mark & 0xFFFF_0000) == Prefix;
}

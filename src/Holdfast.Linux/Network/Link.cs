using System.Net.NetworkInformation;

namespace Holdfast.Linux.Network;

/// <summary>An interface as the kernel has it.</summary>
/// <param name="Index">Its number, which is never given to another one while this kernel and namespace live.</param>
/// <param name="Mtu">Bytes.</param>
/// <param name="Kind">Such as <c>wireguard</c> or <c>tun</c>; null for real hardware and loopback.</param>
internal sealed record Link(int Index, string Name, int Mtu, bool IsUp, string? Kind)
{
    /// <summary>Null when it has no Ethernet address.</summary>
    public PhysicalAddress? Mac { get; init; }

    /// <summary>It is up, and so is what it is plugged into.</summary>
    public bool HasCarrier { get; init; }
}

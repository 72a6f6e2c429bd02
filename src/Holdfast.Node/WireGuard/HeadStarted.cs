using Holdfast.Linux.WireGuard;

namespace Holdfast.Node.WireGuard;

/// <summary>A device that was just made and filled.</summary>
/// <param name="State">What is on it.</param>
internal sealed record HeadStarted(IWireGuardDevice Device, DeviceState State);

using Holdfast.Linux.WireGuard;

namespace Holdfast.Node.WireGuard;

/// <summary>A device that was just made and is being filled.</summary>
/// <param name="State">What will be on it.</param>
/// <param name="Filled">Fails with <see cref="DeviceException"/> when something was refused.</param>
internal sealed record HeadStarted(IWireGuardDevice Device, DeviceState State, Task Filled);

namespace Holdfast.Linux.WireGuard;

/// <summary>The kernel or the user-space process refused a change, or is not there.</summary>
public sealed class DeviceException(string message, Exception? inner = null) : Exception(message, inner);

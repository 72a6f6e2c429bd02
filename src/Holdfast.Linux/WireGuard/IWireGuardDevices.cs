namespace Holdfast.Linux.WireGuard;

/// <summary>Makes, finds and removes WireGuard interfaces in this network namespace.</summary>
public interface IWireGuardDevices
{
    /// <summary><c>kernel</c> or <c>user-space</c>, for people.</summary>
    string Kind { get; }

    /// <summary>
    /// Opens the interface, making it when it is not there. One that exists keeps its peers and sessions. In user space its process
    /// outlives ours and is found again.
    /// </summary>
    /// <exception cref="DeviceException">It cannot be made, with the reason.</exception>
    Task<IWireGuardDevice> OpenAsync(string name, CancellationToken cancel);

    /// <summary>Removes the interface and, in user space, its process. No error when there is none.</summary>
    Task RemoveAsync(string name, CancellationToken cancel);

    /// <summary>Names of the WireGuard interfaces that begin with <paramref name="prefix"/>.</summary>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancel);
}

namespace Holdfast.Linux.WireGuard;

/// <summary>
/// One WireGuard interface, in the kernel or in user space. Configured in batches; peers that are not named are never touched.
/// </summary>
public interface IWireGuardDevice : IAsyncDisposable
{
    string Name { get; }

    Task<DeviceState> ReadAsync(CancellationToken cancel);

    /// <summary>Applies all of it or throws <see cref="DeviceException"/>; after an error the device is read again.</summary>
    Task ApplyAsync(DeviceChange change, CancellationToken cancel);
}

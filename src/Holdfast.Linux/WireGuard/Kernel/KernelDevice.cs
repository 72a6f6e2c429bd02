namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary>A device of the kernel, known by its index: one that was deleted and made anew is another device, without our peers.</summary>
internal sealed class KernelDevice(string name, int linkIndex, KernelWireGuard kernel) : IWireGuardDevice
{
    public string Name => name;

    public Task<DeviceState> ReadAsync(CancellationToken cancel) => kernel.ReadAsync(name, linkIndex, cancel);

    public Task ApplyAsync(DeviceChange change, CancellationToken cancel)
    {
        DeviceChangeRules.Require(change);
        return kernel.ApplyAsync(name, linkIndex, change, cancel);
    }

    /// <summary>The socket belongs to <see cref="KernelDevices"/>.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

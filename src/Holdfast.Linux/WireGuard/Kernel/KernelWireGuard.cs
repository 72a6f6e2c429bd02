using Holdfast.Linux.Netlink;

namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary>The generic netlink family <c>wireguard</c>: reads and changes devices, one request at a time.</summary>
internal sealed class KernelWireGuard(NetlinkSocket socket, ushort family) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task<DeviceState> ReadAsync(string name, int linkIndex, CancellationToken cancel) =>
        InTurnAsync(name, () => Read(linkIndex), cancel);

    public Task ApplyAsync(string name, int linkIndex, DeviceChange change, CancellationToken cancel) =>
        InTurnAsync(name, () => Apply(linkIndex, change, cancel), cancel);

    public void Dispose()
    {
        _turn.Dispose();
        socket.Dispose();
    }

    private DeviceState Read(int linkIndex)
    {
        var request = GenericNetlink
            .Request(family, WireGuardCommand.GetDevice, WireGuardCommand.Version, NetlinkFlags.Dump)
            .Attribute(DeviceAttribute.LinkIndex, linkIndex);
        var reader = new KernelDeviceReader();
        var malformed = false;
        socket.Dump(
            request,
            () => reader = new KernelDeviceReader(),
            message => malformed |= !reader.TryAdd(message.Payload)
        );
        return malformed ? throw new NetlinkException("the kernel's answer is malformed") : reader.Build();
    }

    private bool Apply(int linkIndex, DeviceChange change, CancellationToken cancel)
    {
        foreach (var request in KernelChangeWriter.Write(family, linkIndex, change))
        {
            cancel.ThrowIfCancellationRequested();
            socket.Execute(request);
        }

        return true;
    }

    /// <summary>Thousands of peers take the kernel a while, which is not spent on the caller's thread.</summary>
    private async Task<T> InTurnAsync<T>(string name, Func<T> work, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return await Task.Run(work, cancel);
        }
        catch (NetlinkException refused)
        {
            throw new DeviceException($"WireGuard interface {name}: {refused.Message}", refused);
        }
        finally
        {
            _turn.Release();
        }
    }
}

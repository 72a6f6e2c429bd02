using Holdfast.Linux.Network;
using Holdfast.Linux.Tests.Namespaces;
using Holdfast.Linux.WireGuard;

namespace Holdfast.Linux.Tests.WireGuard;

/// <summary>A namespace with the device API of one kind in it.</summary>
internal sealed class DeviceRoom : IAsyncDisposable
{
    private static int _names;
    private readonly TemporaryFolder _folder = new();

    private DeviceRoom(TestNamespace space) => Space = space;

    public TestNamespace Space { get; }

    public KernelNetwork Network { get; private set; } = null!;

    public IWireGuardDevices Devices { get; private set; } = null!;

    /// <summary>Sockets of wireguard-go are shared by all namespaces of the machine, so names are unique.</summary>
    public static string NewName() => $"hfl{Environment.ProcessId}x{Interlocked.Increment(ref _names)}";

    /// <param name="make">Called inside the namespace, with a folder for state.</param>
    public static async Task<DeviceRoom> MakeAsync(Func<string, INetwork, IWireGuardDevices> make)
    {
        var room = new DeviceRoom(await TestNamespace.MakeAsync());
        await room.Space.RunAsync(() =>
        {
            room.Network = new KernelNetwork();
            room.Devices = make(room._folder.Path, room.Network);
            return Task.CompletedTask;
        });
        return room;
    }

    public Task<IWireGuardDevice> OpenAsync(string name) =>
        Space.RunAsync(() => Devices.OpenAsync(name, CancellationToken.None));

    public async ValueTask DisposeAsync()
    {
        await Space.RunAsync(async () =>
        {
            foreach (var name in await Devices.ListAsync("hfl", CancellationToken.None))
            {
                await Devices.RemoveAsync(name, CancellationToken.None);
            }
        });
        (Devices as IDisposable)?.Dispose();
        Network.Dispose();
        await Space.DisposeAsync();
        _folder.Dispose();
    }
}

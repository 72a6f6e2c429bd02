using Holdfast.Linux.Processes;
using Holdfast.Linux.WireGuard.UserSpace;

namespace Holdfast.Linux.Tests.WireGuard.UserSpace;

/// <summary>The suite against wireguard-go.</summary>
public sealed class UserSpaceConformanceTests : WireGuardConformance
{
    private protected override Task<DeviceRoom> MakeRoomAsync()
    {
        Assert.SkipWhen(Executables.Find("wireguard-go") is null, "wireguard-go is not installed");
        return DeviceRoom.MakeAsync(
            (folder, network) =>
                new UserSpaceDevices(folder, new Daemons(TimeProvider.System), network, TimeProvider.System)
        );
    }
}

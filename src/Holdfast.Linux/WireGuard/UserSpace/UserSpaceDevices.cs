using Holdfast.Linux.Network;
using Holdfast.Linux.Processes;

namespace Holdfast.Linux.WireGuard.UserSpace;

/// <summary>
/// WireGuard by the program wireguard-go, one process a device. The processes outlive us; they are found again by their configuration
/// sockets, and ended by their pid files.
/// </summary>
/// <param name="stateFolder">For <c>NAME.pid</c> and <c>NAME.log</c>; should not survive a reboot.</param>
public sealed class UserSpaceDevices(string stateFolder, IDaemons daemons, INetwork network, TimeProvider time)
    : IWireGuardDevices
{
    /// <summary>Built into wireguard-go and wg. All network namespaces share it, unless they have a mount of their own there.</summary>
    public const string SocketFolder = "/var/run/wireguard";

    private const string Program = "wireguard-go";
    private const string SocketExtension = ".sock";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private readonly UserSpaceStart _start = new(stateFolder, daemons, network, time);

    public string Kind => "user-space";

    public async Task<IWireGuardDevice> OpenAsync(string name, CancellationToken cancel)
    {
        LinkName.Require(name);
        var connection = await ConnectAsync(name, cancel) ?? await StartAsync(name, cancel);
        return new UserSpaceDevice(name, SocketPath(name), connection, time);
    }

    public async Task RemoveAsync(string name, CancellationToken cancel)
    {
        LinkName.Require(name);
        await StopAsync(name, cancel);
        if (!await IsServedAsync(name, cancel) || await network.LinkExistsAsync(name, cancel))
        {
            // One that we did not start ends with its device.
            await network.DeleteLinkAsync(name, cancel);
            await RemoveSocketAsync(name, cancel);
        }
    }

    public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancel)
    {
        var names = new List<string>();
        foreach (var name in SocketNames(prefix))
        {
            if (await network.LinkExistsAsync(name, cancel))
            {
                names.Add(name);
            }
        }

        return names;
    }

    internal static string SocketPath(string name) => $"{SocketFolder}/{name}{SocketExtension}";

    private static IEnumerable<string> SocketNames(string prefix) =>
        Directory.Exists(SocketFolder)
            ? Directory
                .EnumerateFiles(SocketFolder, "*" + SocketExtension)
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && LinkName.IsValid(name))
                .Order(StringComparer.Ordinal)
            : [];

    /// <summary>Null when no process serves that name.</summary>
    private async Task<UapiConnection?> ConnectAsync(string name, CancellationToken cancel)
    {
        var connection = await UapiConnection.TryConnectAsync(SocketPath(name), cancel);
        if (connection is null || await network.LinkExistsAsync(name, cancel))
        {
            return connection;
        }

        connection.Dispose();
        throw new DeviceException(
            $"Somebody serves {SocketPath(name)}, but has no interface {name} here: it is one of another network namespace."
        );
    }

    private async Task<UapiConnection> StartAsync(string name, CancellationToken cancel)
    {
        // A process of ours that serves no socket any more cannot be told anything.
        await StopAsync(name, cancel);
        if (await network.LinkExistsAsync(name, cancel))
        {
            throw new DeviceException($"There is an interface {name} already that no wireguard-go serves.");
        }

        return await _start.RunAsync(name, Program, SocketPath(name), cancel);
    }

    private async Task StopAsync(string name, CancellationToken cancel)
    {
        if (daemons.Find(_start.PidFile(name)) is { } daemon)
        {
            await daemon.StopAsync(Grace, cancel);
        }
    }

    private static async Task<bool> IsServedAsync(string name, CancellationToken cancel)
    {
        using var connection = await UapiConnection.TryConnectAsync(SocketPath(name), cancel);
        return connection is not null;
    }

    /// <summary>A killed process leaves its socket behind; one whose device was deleted removes it within milliseconds.</summary>
    private async Task RemoveSocketAsync(string name, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        while (await IsServedAsync(name, cancel))
        {
            if (time.GetElapsedTime(began) > Grace)
            {
                throw new DeviceException($"The wireguard-go of {name} does not end.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancel);
        }

        if (Directory.Exists(SocketFolder))
        {
            File.Delete(SocketPath(name));
        }
    }
}

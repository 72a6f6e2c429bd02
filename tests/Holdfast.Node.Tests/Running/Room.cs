using System.Diagnostics;
using Holdfast.Model.Keys;
using Holdfast.Testing;

namespace Holdfast.Node.Tests.Running;

/// <summary>Two network namespaces with a wire between them: one for a node, one for a stock client.</summary>
internal sealed class Room : IAsyncDisposable
{
    private static int _made;

    private readonly TemporaryFolder _folder = new();
    private readonly string _name = $"node{Environment.ProcessId}x{Interlocked.Increment(ref _made)}";
    private readonly List<Process> _processes = [];

    public string Server => _name + "s";

    public string Client => _name + "c";

    public string Home => _folder["home"];

    /// <summary>Unique on this machine, since all wireguard-go share one folder.</summary>
    public int ProfileNumber { get; } = (Environment.ProcessId * 10) + _made;

    public string ClientDevice => $"nc{ProfileNumber}";

    public static async Task<Room> MakeAsync()
    {
        var room = new Room();
        await Shell.RunAsync("ip", "netns", "add", room.Server);
        await Shell.RunAsync("ip", "netns", "add", room.Client);
        await Shell.RunAsync(
            "ip",
            "-n",
            room.Server,
            "link",
            "add",
            "wire",
            "type",
            "veth",
            "peer",
            "name",
            "wire",
            "netns",
            room.Client
        );
        await UpAsync(room.Server, "192.0.2.1/24");
        await UpAsync(room.Client, "192.0.2.2/24");
        return room;
    }

    public Task<string> InServerAsync(params string[] command) =>
        Shell.RunAsync(["ip", "netns", "exec", Server, .. command]);

    public Task<string> InClientAsync(params string[] command) =>
        Shell.RunAsync(["ip", "netns", "exec", Client, .. command]);

    /// <summary>Ended with the room.</summary>
    public Process StartIn(string network, params string[] command)
    {
        var process = Shell.Start(["ip", "netns", "exec", network, .. command]);
        _processes.Add(process);
        return process;
    }

    /// <summary>A node in its own process; its output goes to <see cref="Log"/>.</summary>
    public NodeProcess StartNode(int tcpPort = 0, string onStop = "keep") => NodeProcess.Start(this, tcpPort, onStop);

    public async Task ConnectClientAsync(
        WireGuardKey privateKey,
        WireGuardKey server,
        int port,
        string address,
        string routes
    )
    {
        var key = _folder["client.key"];
        await File.WriteAllTextAsync(key, privateKey.ToBase64());
        await MakeClientDeviceAsync();
        await InClientAsync(
            "wg",
            "set",
            ClientDevice,
            "private-key",
            key,
            "peer",
            server.ToBase64(),
            "endpoint",
            $"192.0.2.1:{port}",
            "allowed-ips",
            routes
        );
        await InClientAsync("ip", "address", "add", address, "dev", ClientDevice);
        await InClientAsync("ip", "link", "set", ClientDevice, "up");
        foreach (var route in routes.Split(','))
        {
            await InClientAsync("ip", "route", "replace", route, "dev", ClientDevice);
        }
    }

    /// <summary>The kernel's own where it has WireGuard.</summary>
    private async Task MakeClientDeviceAsync()
    {
        using var kernel = Shell.Start("ip", "-n", Client, "link", "add", ClientDevice, "type", "wireguard");
        await kernel.WaitForExitAsync();
        if (kernel.ExitCode != 0)
        {
            await InClientAsync("wireguard-go", ClientDevice);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync();
            process.Dispose();
        }

        await NodeProcess.RemoveAsync(this);
        foreach (var network in new[] { Server, Client })
        {
            await EndProcessesAsync(network);
        }

        await Shell.RunAsync("ip", "-n", Server, "link", "delete", "wire");
        await Shell.RunAsync("ip", "netns", "delete", Server);
        await Shell.RunAsync("ip", "netns", "delete", Client);
        _folder.Dispose();
    }

    private static async Task UpAsync(string network, string address)
    {
        await Shell.RunAsync("ip", "-n", network, "link", "set", "lo", "up");
        await Shell.RunAsync("ip", "-n", network, "address", "add", address, "dev", "wire");
        await Shell.RunAsync("ip", "-n", network, "link", "set", "wire", "up");
    }

    private static async Task EndProcessesAsync(string network)
    {
        foreach (
            var pid in (await Shell.RunAsync("ip", "netns", "pids", network)).Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            using var process = Process.GetProcessById(int.Parse(pid));
            process.Kill();
        }
    }
}

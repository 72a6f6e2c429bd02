using System.Net;
using Holdfast.Node.Tests.Lab;

namespace Holdfast.Node.Tests.WireGuardTcp;

/// <summary>Two hosts with wireguard-go, each with a cable to the machine that the test runs on, and with no way to each other.</summary>
internal sealed class WireGuardLab : IAsyncDisposable
{
    private const int Port = 51820;

    private readonly string _name = $"hfp{Environment.ProcessId % 100_000}w";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hfp-");

    public static IPEndPoint ServerEndpoint => new(IPAddress.Parse("10.97.1.2"), Port);

    /// <summary>Where the client believes that its server is.</summary>
    public static IPEndPoint HelperEndpoint => new(IPAddress.Parse("10.97.2.1"), Port);

    public IPEndPoint? ClientEndpoint { get; set; }

    private string Server => _name + "s";

    private string Client => _name + "c";

    public static async Task<WireGuardLab> CreateAsync()
    {
        var lab = new WireGuardLab();
        await CableAsync(lab.Server, "10.97.1");
        await CableAsync(lab.Client, "10.97.2");
        var (server, client) = (await KeysAsync(), await KeysAsync());
        await lab.TunnelAsync(lab.Server, server.Private, $"ListenPort = {Port}", client.Public, "", "10.96.0.2/32");
        await lab.TunnelAsync(
            lab.Client,
            client.Private,
            "",
            server.Public,
            $"Endpoint = {HelperEndpoint}\nPersistentKeepalive = 1",
            "10.96.0.1/32"
        );
        return lab;
    }

    /// <summary>The client's first handshake came before anybody listened; it tries again after some 5 s.</summary>
    public async Task<(int Code, string Output)> PingAsync()
    {
        await Shell.TryAsync("ip", "netns", "exec", Client, "ping", "-n", "-c1", "-w15", "10.96.0.1");
        return await Shell.TryAsync(
            "ip",
            "netns",
            "exec",
            Client,
            "ping",
            "-n",
            "-c20",
            "-i0.05",
            "-s1300",
            "-W3",
            "10.96.0.1"
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in (string[])[Server, Client])
        {
            var (_, processes) = await Shell.TryAsync("ip", "netns", "pids", host);
            foreach (var process in processes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                await Shell.TryAsync("kill", process);
            }

            await Shell.TryAsync("ip", "link", "delete", host);
            await Shell.TryAsync("ip", "netns", "delete", host);
        }

        _folder.Delete(recursive: true);
    }

    private static async Task CableAsync(string host, string net)
    {
        await Shell.RunAsync("ip", "netns", "add", host);
        await Shell.RunAsync("ip", "link", "add", host, "type", "veth", "peer", "name", "machine", "netns", host);
        await Shell.RunAsync("ip", "addr", "add", $"{net}.1/24", "dev", host);
        await Shell.RunAsync("ip", "link", "set", host, "up");
        await Shell.RunAsync("ip", "-n", host, "addr", "add", $"{net}.2/24", "dev", "machine");
        await Shell.RunAsync("ip", "-n", host, "link", "set", "machine", "up");
    }

    /// <summary>The sockets of wireguard-go stand in one folder for all namespaces, so the devices have different names.</summary>
    private async Task TunnelAsync(string host, string key, string more, string peer, string peerMore, string allowed)
    {
        var device = host + "t";
        var file = Path.Combine(_folder.FullName, device);
        await File.WriteAllTextAsync(
            file,
            $"[Interface]\nPrivateKey = {key}\n{more}\n[Peer]\nPublicKey = {peer}\nAllowedIPs = {allowed}\n{peerMore}\n"
        );
        await Hosts.InAsync(host, "sh", "-c", $"wireguard-go {device} >/dev/null 2>&1");
        await Shell.RunAsync("wg", "setconf", device, file);
        var own = allowed == "10.96.0.1/32" ? "10.96.0.2/24" : "10.96.0.1/24";
        await Shell.RunAsync("ip", "-n", host, "addr", "add", own, "dev", device);
        await Shell.RunAsync("ip", "-n", host, "link", "set", device, "up");
    }

    private static async Task<(string Private, string Public)> KeysAsync()
    {
        var key = (await Shell.RunAsync("wg", "genkey")).Trim();
        var folder = Path.GetTempFileName();
        await File.WriteAllTextAsync(folder, key);
        var pub = (await Shell.RunAsync("sh", "-c", $"wg pubkey <{folder}")).Trim();
        File.Delete(folder);
        return (key, pub);
    }
}

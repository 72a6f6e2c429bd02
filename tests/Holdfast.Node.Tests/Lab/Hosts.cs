namespace Holdfast.Node.Tests.Lab;

/// <summary>
/// Three hosts as network namespaces: clients reach the server over one link (10.99.0.0/24, fd99::/64), the server reaches a host
/// behind it over another (10.98.0.0/24, fd98::/64).
/// </summary>
internal sealed class Hosts : IAsyncDisposable
{
    public const string Server4 = "10.99.0.1";
    public const string Server4Second = "10.99.0.9";
    public const string Server6 = "fd99::1";
    public const string Behind4 = "10.98.0.2";
    public const string Behind6 = "fd98::2";

    private static int _number;

    private readonly string _name = $"hfp{Environment.ProcessId}-{Interlocked.Increment(ref _number)}";

    public string Server => _name + "s";

    public string Client => _name + "c";

    public string Behind => _name + "b";

    public static async Task<Hosts> CreateAsync()
    {
        var hosts = new Hosts();
        foreach (var host in (string[])[hosts.Server, hosts.Client, hosts.Behind])
        {
            await AddAsync(host);
        }

        await LinkAsync(hosts.Server, "clients", hosts.Client, "server");
        await LinkAsync(hosts.Server, "behind", hosts.Behind, "server");
        await AddressAsync(hosts.Server, "clients", "10.99.0.1/24", "10.99.0.9/24", "fd99::1/64");
        await AddressAsync(hosts.Client, "server", "10.99.0.2/24", "fd99::2/64");
        await AddressAsync(hosts.Server, "behind", "10.98.0.1/24", "fd98::1/64");
        await AddressAsync(hosts.Behind, "server", "10.98.0.2/24", "fd98::2/64");
        await hosts.InServerAsync("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1");
        return hosts;
    }

    /// <summary>A namespace whose IPv6 addresses can be used at once.</summary>
    public static async Task AddAsync(string host)
    {
        await Shell.RunAsync("ip", "netns", "add", host);
        await Shell.RunAsync("ip", "-n", host, "link", "set", "lo", "up");
        await InAsync(host, "sysctl", "-qw", "net.ipv6.conf.default.accept_dad=0", "net.ipv6.conf.all.accept_dad=0");
    }

    public Task<string> InServerAsync(params string[] command) => InAsync(Server, command);

    public Task<string> InClientAsync(params string[] command) => InAsync(Client, command);

    public static Task<string> InAsync(string host, params string[] command) =>
        Shell.RunAsync(["ip", "netns", "exec", host, .. command]);

    /// <summary>Asks several times: on a busy machine one answer may be late.</summary>
    public static async Task<bool> PingsAsync(string host, string address, params string[] more)
    {
        for (var left = 5; left > 0; left--)
        {
            if (await PingsOnceAsync(host, address, more))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>For where nobody is to answer.</summary>
    public static async Task<bool> PingsOnceAsync(string host, string address, params string[] more) =>
        (await Shell.TryAsync(["ip", "netns", "exec", host, "ping", "-n", "-c1", "-W1", .. more, address])).Code == 0;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in (string[])[Server, Client, Behind])
        {
            var (_, processes) = await Shell.TryAsync("ip", "netns", "pids", host);
            foreach (var process in processes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                await Shell.TryAsync("kill", "-9", process);
            }

            await Shell.TryAsync("ip", "netns", "delete", host);
        }
    }

    private static Task<string> LinkAsync(string left, string leftName, string right, string rightName) =>
        Shell.RunAsync([
            "ip",
            "link",
            "add",
            leftName,
            "netns",
            left,
            "type",
            "veth",
            "peer",
            "name",
            rightName,
            "netns",
            right,
        ]);

    private static async Task AddressAsync(string host, string link, params string[] addresses)
    {
        foreach (var address in addresses)
        {
            await Shell.RunAsync("ip", "-n", host, "addr", "add", address, "dev", link, "nodad");
        }

        await Shell.RunAsync("ip", "-n", host, "link", "set", link, "up");
    }
}

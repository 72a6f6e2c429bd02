using System.Net;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Servers;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>
/// What most stories begin with: a server between the internet and a network inside, in which a host serves echoes and downloads.
/// </summary>
public sealed class World
{
    public const string Password = "correct horse battery staple";

    private readonly Lab lab;
    private readonly Network internet;
    private readonly Network within;

    private World(Lab lab, Network internet, Network within, HoldfastServer server, Host inside)
    {
        this.lab = lab;
        this.internet = internet;
        this.within = within;
        Server = server;
        Inside = inside;
    }

    public HoldfastServer Server { get; }

    /// <summary>The network behind the server.</summary>
    public Network Within => within;

    /// <summary>Reached only through the tunnel.</summary>
    public Host Inside { get; }

    public IEnumerable<IPAddress> InsideAddresses => [Inside.Address4, Inside.Address6];

    /// <param name="options">Of <c>holdfast run</c>.</param>
    public static async Task<World> BuildAsync(Lab lab, params IEnumerable<string> options)
    {
        lab.Story.Chapter("A server between the internet and a network inside");
        var (outside, within) = await NetworksAsync(lab);
        return await BuildAsync(lab, outside, within, options);
    }

    /// <summary>With a network of its own on which portals reach nodes, apart from that of the clients.</summary>
    public static async Task<(World World, Network Uplink)> WithUplinkAsync(Lab lab)
    {
        lab.Story.Chapter("A server between the internet and a network inside, with a network for its nodes");
        var (outside, within) = await NetworksAsync(lab);
        var uplink = await lab.NetworkAsync("uplink", "10.20.0.0/24", "fd20::/64");
        return (await BuildAsync(lab, outside, within, [], uplink), uplink);
    }

    /// <summary>With a host inside that has the server's database.</summary>
    public static async Task<(World World, PostgresServer Database)> OnPostgresAsync(Lab lab)
    {
        lab.Story.Chapter("A server between the internet and a network inside, with its database there");
        var (outside, within) = await NetworksAsync(lab);
        var host = await lab.HostAsync("database", within);
        var database = await PostgresServer.StartAsync(host);
        var file = Path.Combine(lab.Folder, "database");
        await File.WriteAllTextAsync(file, database.ConnectionString);
        return (await BuildAsync(lab, outside, within, ["--database-file", file]), database);
    }

    /// <summary>With two hosts inside, the database's primary and a standby that streams from it.</summary>
    public static async Task<(World World, PostgresServer Primary, PostgresServer Standby)> OnPostgresPairAsync(Lab lab)
    {
        lab.Story.Chapter("A server between the internet and a network inside, with a database and its standby there");
        var (outside, within) = await NetworksAsync(lab);
        var primary = await PostgresServer.StartAsync(await lab.HostAsync("db1", within));
        var standby = await primary.AddStandbyAsync(await lab.HostAsync("db2", within));
        var file = Path.Combine(lab.Folder, "database");
        await File.WriteAllTextAsync(file, primary.ConnectionStringWith(standby));
        return (await BuildAsync(lab, outside, within, ["--database-file", file]), primary, standby);
    }

    /// <summary>A client's computer on the internet that knows the server.</summary>
    public async Task<Host> ClientAsync(string name)
    {
        var host = await lab.HostAsync(name, internet);
        await Server.IntroduceAsync(host);
        return host;
    }

    /// <summary>One that knows the server by an address that moves.</summary>
    public async Task<Host> ClientOfAsync(IPAddress address, string name)
    {
        var host = await lab.HostAsync(name, internet);
        await Server.IntroduceAsync(host, [address]);
        return host;
    }

    /// <summary>A further machine where the server stands, between the internet and the network inside.</summary>
    public Task<Host> MachineAsync(string name, params IEnumerable<Network> more) =>
        lab.HostAsync(name, [internet, within, .. more]);

    private static async Task<(Network Outside, Network Within)> NetworksAsync(Lab lab) =>
        (
            await lab.NetworkAsync("internet", "198.51.100.0/24", "2001:db8:100::/64"),
            await lab.NetworkAsync("inside", "10.10.0.0/24", "fd10::/64")
        );

    private static async Task<World> BuildAsync(
        Lab lab,
        Network outside,
        Network within,
        IEnumerable<string> options,
        params IEnumerable<Network> more
    )
    {
        var host = await lab.HostAsync("server", [outside, within, .. more]);
        var inside = await lab.HostAsync("inside", within);
        lab.Own(EchoServer.Start(inside));
        lab.Own(DownloadServer.Start(inside));
        var server = lab.Own(await HoldfastServer.StartAsync(host, Path.Combine(lab.Folder, "home"), options));
        return new World(lab, outside, within, server, inside);
    }
}

using System.Net;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Stories;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab;

/// <summary>
/// A room full of computers and cables, made of namespaces, in which real programs run. Several labs may stand beside each other.
/// When it is closed, and also when this process dies, nothing of it is left.
/// </summary>
public sealed class Lab : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly SwitchRoom switchRoom;
    private readonly List<Host> hosts = [];
    private readonly List<IAsyncDisposable> things = [];
    private readonly LabFolder folder = LabFolder.Make();

    private Lab(SwitchRoom switchRoom, Story story)
    {
        this.switchRoom = switchRoom;
        Story = story;
    }

    public Story Story { get; }

    /// <summary>For files that hosts share or that outlive a host's power. Deleted with the lab.</summary>
    public string Folder => folder.Path;

    /// <summary>Opens a lab whose story is kept only for a failure.</summary>
    public static Task<Lab> StartAsync(string name) => StartAsync(new Story(name));

    public static async Task<Lab> StartAsync(Story story) =>
        new(new SwitchRoom(await HostNamespaces.MakeAsync()), story);

    /// <summary>Lays a network.</summary>
    /// <param name="name">At most 15 characters; hosts' interfaces in the network have it too.</param>
    /// <param name="prefix4">Hosts get .1, .2, .3 … in the order in which they are linked.</param>
    public async Task<Network> NetworkAsync(string name, string prefix4, string prefix6)
    {
        var network = new Network(name, IPNetwork.Parse(prefix4), IPNetwork.Parse(prefix6));
        await switchRoom.RunAsync(
            $"""
            ip link add {name} type bridge mcast_snooping 0
            ip link set {name} up
            """
        );
        return network;
    }

    /// <summary>Puts up a host and links it to the networks.</summary>
    public async Task<Host> HostAsync(string name, params IEnumerable<Network> networks)
    {
        var links = networks.Select(network => new Link(network, name, switchRoom, Story)).ToList();
        var host = await Host.MakeAsync(name, links, Story);
        hosts.Add(host);
        return host;
    }

    /// <summary>The lab closes it before it takes the hosts down.</summary>
    public T Own<T>(T thing)
        where T : IAsyncDisposable
    {
        things.Add(thing);
        return thing;
    }

    /// <exception cref="LabException">Something would not go.</exception>
    public async ValueTask DisposeAsync()
    {
        var networks = hosts.Select(host => host.NetworkNamespace).Append(switchRoom.NetworkNamespace).ToList();
        try
        {
            foreach (var thing in things.AsEnumerable().Reverse())
            {
                await thing.DisposeAsync();
            }
        }
        finally
        {
            await Task.WhenAll(hosts.Select(host => host.DisposeAsync().AsTask()));
            await switchRoom.DisposeAsync();
            folder.Dispose();
        }

        await Wait.UntilAsync("nothing of the lab to be left", Patience, () => networks.All(IsEmpty));
    }

    private static bool IsEmpty(string network) => !HostProcess.InNetwork(network).Any();
}

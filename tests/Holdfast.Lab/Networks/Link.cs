using System.Net;
using Holdfast.Lab.Stories;

namespace Holdfast.Lab.Networks;

/// <summary>The cable between a host and a network: a pair of veth ends, one on the host, one in the network's bridge.</summary>
public sealed class Link
{
    private readonly SwitchRoom switchRoom;
    private readonly Story story;
    private readonly string host;

    internal Link(Network network, string host, SwitchRoom switchRoom, Story story)
    {
        Network = network;
        this.host = host;
        this.switchRoom = switchRoom;
        this.story = story;
        (Address4, Address6) = network.NextAddresses();
    }

    public Network Network { get; }

    public IPAddress Address4 { get; }

    public IPAddress Address6 { get; }

    /// <summary>Name of the interface on the host.</summary>
    public string Interface => Network.Name;

    /// <summary>Name of the interface in the switch room. Linux allows 15 characters.</summary>
    private string Port =>
        $"{host}.{Network.Name}" is { Length: <= 15 } name ? name : $"p{Address4.GetAddressBytes()[3]}.{Network.Name}";

    /// <summary>The cable is pulled: both ends lose their carrier.</summary>
    public async Task DownAsync()
    {
        story.Fault(host, $"the link to {Network.Name} goes down");
        await switchRoom.RunAsync($"ip link set {Port} down");
    }

    public async Task UpAsync()
    {
        story.Tell(host, $"the link to {Network.Name} comes up");
        await switchRoom.RunAsync($"ip link set {Port} up");
    }

    /// <summary>The network swallows everything in silence; the carrier stays.</summary>
    public async Task DropSilentlyAsync()
    {
        story.Fault(host, $"the network {Network.Name} swallows everything");
        await switchRoom.RunAsync($"bridge link set dev {Port} state 0");
    }

    public async Task CarryAgainAsync()
    {
        story.Tell(host, $"the network {Network.Name} carries again");
        await switchRoom.RunAsync($"bridge link set dev {Port} state 3");
    }

    internal Task PlugInAsync(int hostProcess) =>
        switchRoom.RunAsync(
            $"""
            ip link delete {Port} 2>&- || true
            ip link add {Port} type veth peer name {Interface} netns {hostProcess}
            ip link set {Port} master {Network.Name} up
            """
        );

    /// <summary>Both ends are gone at once; the kernel takes its time with those of a namespace that ended.</summary>
    internal Task UnplugAsync() => switchRoom.RunAsync($"ip link delete {Port}");

    internal string HostSideScript =>
        $"""
            ip address add {Address4}/{Network.Prefix4.PrefixLength} dev {Interface}
            ip address add {Address6}/{Network.Prefix6.PrefixLength} dev {Interface} nodad
            ip link set {Interface} up
            """;
}

using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Servers;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>Clients' addresses are translated on both sides: by a router at home, and by the node that is active.</summary>
internal sealed class TranslatedPairScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    public override string Name => "pair-translated";

    public override string Summary =>
        "two nodes translate addresses, a client is behind a router at home: its downloads go on when the active node is unplugged and killed";

    public override async Task PlayAsync(Lab lab)
    {
        var pair = await SharedPair.BuildAsync(lab, masquerade: true);
        lab.Story.Chapter("A laptop at home connects to the shared address");
        var laptop = await pair.Portals.ClientAtHomeAsync("laptop");
        await using var wireGuard = await pair.ConnectAsync("anna", laptop);
        await using var probe = await Probe.StartAsync(laptop, pair.Portals.Inside.Address4, Soon);
        var active = await pair.ActiveAsync();
        await SharedPair.UntilToldAsync(pair.Other(active));

        lab.Story.Chapter("The active one is unplugged during a download");
        active = await DownloadAsync(pair, laptop, probe, active, () => SharedPair.UnplugAsync(active.Host));

        lab.Story.Chapter("It comes back, as standby");
        await SharedPair.PlugInAsync(pair.Other(active).Host);
        await pair.ActiveAsync();
        await SharedPair.UntilToldAsync(pair.Other(active));

        lab.Story.Chapter("What tells it of connections is killed, and started again");
        await KillConntrackdAsync(pair.Other(active).Host);

        lab.Story.Chapter("All of the active one is killed during a download, and its cables are pulled");
        active = await DownloadAsync(
            pair,
            laptop,
            probe,
            active,
            async () =>
            {
                await pair.Portals.KillAllAsync(active.Host);
                await SharedPair.UnplugAsync(active.Host);
            }
        );
    }

    /// <returns>Who is active then.</returns>
    private static async Task<FailoverMember> DownloadAsync(
        SharedPair pair,
        Host laptop,
        Probe probe,
        FailoverMember active,
        Func<Task> breakIt
    )
    {
        var standby = pair.Other(active).Host;
        var known = await ConnectionsAsync(standby);
        var download = Download.RunAsync(laptop, pair.Portals.Inside.Address4, bytes: 40_000_000);
        await SharedPair.UntilReceivedAsync(laptop);
        await Wait.UntilAsync(
            $"{standby.Name} to be told of the connection",
            Soon,
            async () => await ConnectionsAsync(standby) > known
        );
        probe.Reset();
        await breakIt();
        active = await pair.TakenOverAsync(active);
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await pair.ExpectEndpointAsync(laptop);
        laptop.Story.Good(laptop.Name, $"downloads {await download}");
        return active;
    }

    private static async Task KillConntrackdAsync(Host node)
    {
        var killed = Daemon(node)!;
        killed.Send(Signal.Kill);
        await Wait.UntilAsync(
            $"conntrackd on {node.Name} to be started again",
            Soon,
            () => Daemon(node) is { } again && again.Id != killed.Id
        );
    }

    /// <summary>Not one that only asks it something.</summary>
    private static HostProcess? Daemon(Host node) =>
        node.Find("conntrackd").FirstOrDefault(process => process.CommandLine is [.., "-C", _]);

    /// <summary>Downloads that a node knows.</summary>
    private static async Task<int> ConnectionsAsync(Host node) =>
        (await node.RunAsync("conntrack", "-L", "-p", "tcp", "--dport", $"{DownloadServer.Port}"))
            .Split('\n')
            .Count(line => line.Contains("ESTABLISHED", StringComparison.Ordinal));
}

using System.Globalization;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Histories;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>
/// Three nodes, two portals behind a balancer that looks whether they answer, a database with a standby, a fleet that is connected, and
/// apps that connect all the time. Everything that happens to clients is taken down, and proved at the end.
/// </summary>
public sealed class Installation : IAsyncDisposable
{
    private const int NewcomerApps = 3;

    /// <summary>
    /// When nothing happens any more, nodes and events catch up: a node that was cut off is dialled again, has its changes, and sends what it kept.
    /// </summary>
    private static readonly TimeSpan ToSettle = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Installation(TwoPortals portals, IDatabases databases, IReadOnlyList<Host> nodes, SmallDisks disks) =>
        (Portals, Databases, Nodes, Disks, Log, ProcessorWaits) = (
            portals,
            databases,
            nodes,
            disks,
            new HistoryLog(portals.Lab.Story),
            new ProcessorWaits(portals.Lab.Story)
        );

    public TwoPortals Portals { get; }

    public IDatabases Databases { get; }

    /// <summary>Where the databases are a pair that the story itself manages.</summary>
    public DatabasePair Pair => (DatabasePair)Databases;

    public IReadOnlyList<Host> Nodes { get; }

    /// <summary>What each host has its state on.</summary>
    public SmallDisks Disks { get; }

    public HistoryLog Log { get; }

    private ProcessorWaits ProcessorWaits { get; }

    public Fleet Fleet { get; private set; } = null!;

    public Newcomers Newcomers { get; private set; } = null!;

    public Lab Lab => Portals.Lab;

    /// <summary>The network for <see cref="BuildAsync"/>, on which the databases stand already.</summary>
    public static Task<Network> NetworkAsync(Lab lab)
    {
        lab.Story.Chapter("Databases, two portals, three nodes, and a balancer");
        return TwoPortals.NetworkAsync(lab);
    }

    /// <param name="disks">Gets a disk for each host with state of ours.</param>
    public static async Task<Installation> BuildAsync(
        Lab lab,
        Network network,
        IDatabases databases,
        SmallDisks disks,
        FleetSize size
    )
    {
        var portals = await TwoPortals.BuildAsync(lab, network, databases.ConnectionString, disks.MountAsync);
        List<Host> nodes = [portals.Node, await portals.AddNodeAsync("node2"), await portals.AddNodeAsync("node3")];
        await portals.CheckPortalsAsync();
        var all = new Installation(portals, databases, nodes, disks);
        await all.UntilLinkedAsync();
        lab.Story.Chapter($"{size.Total} clients connect, and apps go on connecting all the time");
        all.Fleet = await Fleet.ConnectAsync(portals, all.Log, size);
        all.Newcomers = await Newcomers.StartAsync(portals, all.Log, NewcomerApps);
        await all.UntilSeenAsync(size.Total);
        return all;
    }

    /// <summary>Waits until both portals have a working link to every node.</summary>
    public async Task UntilLinkedAsync()
    {
        foreach (var portal in new[] { Portals.First, Portals.Second })
        {
            await Portals.UntilReadyAsync(portal);
            using var list = new NodeList(Portals.AdminPath(portal));
            for (var i = 0; i < Nodes.Count; i++)
            {
                await list.WaitForAsync(IdOf(i), "linked", Patience);
            }
        }
    }

    /// <summary>Waits until both portals have seen that a node is gone.</summary>
    public async Task UntilNotLinkedAsync(int node)
    {
        await UntilNotLinkedAsync(node, Portals.First);
        await UntilNotLinkedAsync(node, Portals.Second);
    }

    /// <summary>Waits until a portal has seen that a node is gone.</summary>
    public async Task UntilNotLinkedAsync(int node, Host portal)
    {
        using var list = new NodeList(Portals.AdminPath(portal));
        await list.WaitForAsync(IdOf(node), "not-linked", Patience);
    }

    /// <summary>Ends everything, and fails with all promises that were broken.</summary>
    public async Task ExpectPromisesKeptAsync()
    {
        var story = Lab.Story;
        story.Chapter("What clients were told, and what is there");
        await Newcomers.FinishAsync();
        await ExpectAsync(
            "while all are connected",
            async () => HistoryOf([], await ReadAsync() with { Sessions = [] })
        );
        var tunnels = await Fleet.FinishAsync();
        await UntilSessionsEndedAsync();
        await ExpectAsync("when all have left", async () => HistoryOf(tunnels, await ReadAsync()));
        var sessions = (await ReadAsync()).Sessions;
        story.Tell(
            "lab",
            $"{Log.Calls.Count} calls, {Log.Count(c => !c.Succeeded)} of them failed, {Log.Count(c => c is { Succeeded: false, IsRepeated: true })} "
                + $"when made again; {tunnels.Count} tunnels, {sessions.Count} sessions, {sessions.Sum(s => s.Received) / 1e6:0.0} MB counted of "
                + $"{tunnels.Sum(t => t.Answered) / 1e6:0.0} to {tunnels.Sum(t => t.MostSent) / 1e6:0.0}"
        );
    }

    public async ValueTask DisposeAsync()
    {
        await (Newcomers?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Fleet?.DisposeAsync() ?? ValueTask.CompletedTask);
        await ProcessorWaits.DisposeAsync();
    }

    private static string IdOf(int node) => $"node-{node + 1}";

    private History HistoryOf(IReadOnlyList<Tunnel> tunnels, EndState end) =>
        new()
        {
            Calls = Log.Calls,
            Faults = Log.Faults,
            Tunnels = tunnels,
            Starved = ProcessorWaits.Starved,
            End = end,
        };

    private Task<EndState> ReadAsync() => new EndStateReader(Portals, Nodes).ReadAsync(Databases);

    /// <summary>A node that is killed before it has looked at a client for the first time counts only what comes later.</summary>
    private Task UntilSeenAsync(int clients) =>
        Wait.UntilAsync(
            "a session of each client to be told",
            ToSettle,
            async () =>
                int.Parse(
                    await Databases.AskAsync("SELECT count(DISTINCT configuration_id) FROM sessions"),
                    CultureInfo.InvariantCulture
                ) >= clients
        );

    private async Task UntilSessionsEndedAsync()
    {
        const string Open = "SELECT count(*) FROM sessions WHERE ended_at IS NULL";
        try
        {
            await Wait.UntilAsync("all sessions to end", ToSettle, async () => await Databases.AskAsync(Open) == "0");
        }
        catch (LabException late)
        {
            // The checker says which.
            Lab.Story.Bad("lab", late.Message);
        }
    }

    /// <summary>Looks again while there are findings, until all had time to settle.</summary>
    private async Task ExpectAsync(string when, Func<Task<History>> history)
    {
        IReadOnlyList<Finding> findings = [];
        try
        {
            await Wait.UntilAsync(
                "promises",
                ToSettle,
                async () => (findings = HistoryChecker.Check(await history())).Count == 0 || findings.All(NeverSettles)
            );
        }
        catch (LabException)
        {
            // The findings say what.
        }

        Lab.Story.Expect(
            findings.Count == 0,
            "lab",
            $"no promise was broken, {when}",
            $"{findings.Count}:\n{string.Join('\n', findings.Take(40))}"
        );
    }

    /// <summary>What clients have seen stays as it was.</summary>
    private static bool NeverSettles(Finding finding) => finding.Rule is "calls succeed" or "tunnels carry";
}

using Holdfast.Databases.Pairs;
using Holdfast.Homes;
using Holdfast.Linux.Processes;
using Holdfast.Model.Problems;
using Holdfast.Node;
using Holdfast.Problems;
using Holdfast.Single;
using Holdfast.Single.Rights;
using Holdfast.Single.Supervision;

namespace Holdfast.Setup;

/// <summary>
/// A machine that can take over a whole server: its node, its address, its database, its portals. Each is a process with the rights that
/// it needs, as on the first machine.
/// </summary>
internal sealed class StandbyMachine(
    Surroundings at,
    SetupNodeOptions node,
    SecretSource secret,
    StartChecks checks,
    RolePrograms programs
)
{
    private static readonly TimeSpan PortalGrace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan NodeGrace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FailoverGrace = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly PairDatabase _pair = new(at.Home);

    /// <summary>Runs until cancelled.</summary>
    /// <returns>Why it cannot start; empty: it has stopped.</returns>
    public async Task<IReadOnlyList<Problem>> RunAsync(CancellationToken stop)
    {
        // The port of the portal is known only when the secret of the pair is.
        var problems = checks.Run(
            new ServerOptions
            {
                HostName = node.HostName,
                Port = node.LinkPort,
                WireGuardTcpPort = node.WireGuardTcpPort,
            }
        );
        if (problems.Count > 0)
        {
            return problems;
        }

        HomeLayout.Make(at.Home);
        using var held = ServerLock.Take(at.Home);
        if (held is null)
        {
            return [StartProblems.AlreadyRuns.At(at.Home.Shown, "Another one was faster.")];
        }

        var rights = await PortalRights.ChooseAsync(at.Home, programs, stop);
        var agent = await FailoverRights.ChooseAsync(at.Home, programs, stop);
        var joining = new PairJoining(at, secret, agent);
        var known = await joining.TakeAsync(rights, stop);
        return known.Succeeded ? await SuperviseAsync(known.Value, rights, agent, joining, stop) : known.Problems;
    }

    private async Task<IReadOnlyList<Problem>> SuperviseAsync(
        StandbyPortal known,
        PortalRights rights,
        FailoverRights agent,
        PairJoining joining,
        CancellationToken stop
    )
    {
        var commands = new RoleCommands(at.Home, OptionsOf(known), programs);
        var nodeRuns = new Supervisor(commands.Node(OptionsOf(known).Link), at.Terminal, at.Time);
        var failover = new Supervisor(commands.Failover(agent), at.Terminal, at.Time);
        failover.Ready();
        await using var portal = new PortalSeat(() => commands.Portal(rights), at.Terminal, at.Time, PortalGrace, stop);
        portal.Ready();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var endNode = new CancellationTokenSource();
        var carries = nodeRuns.RunAsync(NodeGrace, stop, endNode.Token);
        var leads = failover.RunAsync(FailoverGrace, stop, over.Token);
        var says = new EnrolmentWords(at, node).SayAsync(over.Token);
        var serves = ServeAsync(known, portal, joining, over.Token);
        try
        {
            return await Task.WhenAny(nodeRuns.FailedToStart, serves) == nodeRuns.FailedToStart
                ? [StartProblems.RoleFailed.At("node", "It gave up.")]
                : [];
        }
        finally
        {
            await over.CancelAsync();
            await leads;
            await serves;
            await portal.StopAsync();
            await endNode.CancelAsync();
            await CleanUpAsync(commands, await carries);
            await says.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The portal, as soon as there is a database for it; started again when the group has other machines.</summary>
    private async Task ServeAsync(StandbyPortal known, PortalSeat portal, PairJoining joining, CancellationToken stop)
    {
        string? startedWith = null;
        try
        {
            while (true)
            {
                if (_pair.Setting is { } setting && setting != startedWith)
                {
                    if (!known.Joined)
                    {
                        await joining.UntilInUseAsync(setting, stop);
                        known = known with { Joined = true };
                        known.Write(at.Home);
                        await at.Terminal.Out.WriteLineAsync(Announcement(known));
                    }

                    await portal.StopAsync();
                    portal.Start();
                    startedWith = setting;
                }

                await Task.Delay(BetweenLooks, at.Time, stop);
            }
        }
        catch (OperationCanceledException)
        {
            await at.Terminal.Error.WriteLineAsync("server | Stopping.");
        }
    }

    private ServerOptions OptionsOf(StandbyPortal known) =>
        new()
        {
            HostName = node.HostName,
            Port = known.Portal.Port,
            WireGuardTcpPort = node.WireGuardTcpPort,
            OnStop = node.OnStop,
            PublicAddress = known.Portal,
            Link = new NodeLink(node.LinkListen, node.LinkAddress),
            Database = new(null, null, null) { Kept = () => _pair.Setting },
        };

    /// <summary>A node that did not end in good order has left its tunnels and rules behind.</summary>
    private async Task CleanUpAsync(RoleCommands commands, bool nodeEndedWell)
    {
        if (!nodeEndedWell && node.OnStop == OnStop.Remove)
        {
            var removal = commands.RemoveNode();
            await new ProgramRunner(at.Time).RunAsync(
                new ProgramRun(removal.Program, [.. removal.Arguments]) { Timeout = NodeGrace },
                CancellationToken.None
            );
        }
    }

    private static string Announcement(StandbyPortal known) =>
        $"""

            The database of the pair is here, and this machine's portal starts: when the first machine dies, it answers at
            {known.Portal.GetLeftPart(UriPartial.Authority)} with everything that the first one knew.

            """;
}

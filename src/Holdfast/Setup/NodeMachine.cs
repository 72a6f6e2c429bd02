using Holdfast.Homes;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Identities;
using Holdfast.Model.Problems;
using Holdfast.Node;
using Holdfast.Problems;
using Holdfast.Roles;
using Holdfast.Single;
using Holdfast.Single.Supervision;
using Holdfast.Telemetry.Logging;

namespace Holdfast.Setup;

/// <summary>A machine with a node and no portal: the node runs in this process until a signal.</summary>
/// <param name="agent">The failover agent beside it; null: none.</param>
internal sealed class NodeMachine(
    Surroundings at,
    SetupNodeOptions options,
    StartChecks checks,
    ChildCommand? agent = null
)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);

    /// <summary>The agent gives its addresses to another machine first.</summary>
    private static readonly TimeSpan AgentGrace = TimeSpan.FromSeconds(8);

    public async Task<int> RunUntilSignalAsync()
    {
        var problems = checks.Run(AsServer());
        if (problems.Count > 0)
        {
            return await RefuseAsync(problems);
        }

        HomeLayout.Make(at.Home);
        using var held = ServerLock.Take(at.Home);
        return held is null
            ? await RefuseAsync([StartProblems.AlreadyRuns.At(at.Home.Shown, "Another one was faster.")])
            : await RunAsync();
    }

    private Task<int> RunAsync() =>
        RoleHost.RunAsync(
            at.Terminal,
            withParent: false,
            async stop =>
            {
                using var loggers = LoggingSetup.CreateFactory();
                using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
                var saying = SayAsync(over.Token);
                var failover = FailoverAsync(stop, over.Token);
                var problems = await NodeRole.RunAsync(options.In(at.Home.Node), loggers, stop);
                await over.CancelAsync();
                await saying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await failover;
                return problems;
            }
        );

    /// <summary>Beside the node, and as long as it.</summary>
    private async Task FailoverAsync(CancellationToken last, CancellationToken over)
    {
        if (agent is not null)
        {
            var supervisor = new Supervisor(agent, at.Terminal, at.Time);
            supervisor.Ready();
            await supervisor.RunAsync(AgentGrace, last, over);
        }
    }

    /// <summary>Says the code whenever there is a new one, and when the node is enrolled.</summary>
    private async Task SayAsync(CancellationToken cancel)
    {
        var codes = new EnrolmentCodeFile(at.Home.Node, at.Time);
        string? said = null;
        while (true)
        {
            var now =
                codes.Read()?.Reveal() is { } code ? Invitation(code)
                : Name() is { } name ? Enrolled(name)
                : said;
            if (now is not null && now != said)
            {
                await at.Terminal.Out.WriteLineAsync(now);
                said = now;
            }

            await Task.Delay(LookEvery, at.Time, cancel);
        }
    }

    /// <summary>Null: no portal knows it.</summary>
    private string? Name() =>
        File.Exists(Path.Combine(at.Home.Node, NodeIdentityStore.FileName))
            ? NodeIdentityStore.Open(at.Home.Node, at.Time).Value?.Current.NodeId
            : null;

    private string Invitation(string code) =>
        $"""

            This node runs and no portal knows it. Open the portal's page Nodes and paste this line, or on the portal's
            machine run ./holdfast node add with it:

                {code}

            It is good for one hour and once; ./holdfast node code makes another.
            Portals must reach {options.LinkAddress} (TCP), clients {options.HostName}.
            Stop with Ctrl-C.

            """;

    private string Enrolled(string name) =>
        $"""

            This is {name}. Portals reach it at {options.LinkAddress}, clients at {options.HostName}.
            Stop with Ctrl-C.

            """;

    /// <summary>The ports of VPN services come from the portal later; of ours, those of the portal are not used here.</summary>
    private ServerOptions AsServer() =>
        new()
        {
            HostName = options.HostName,
            Port = options.LinkPort,
            WireGuardTcpPort = options.WireGuardTcpPort,
        };

    private async Task<int> RefuseAsync(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            await at.Terminal.ComplainAsync(problem);
        }

        return ExitCodes.CannotStart;
    }
}

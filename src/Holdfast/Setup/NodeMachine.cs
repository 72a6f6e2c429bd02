using Holdfast.Homes;
using Holdfast.Model.Problems;
using Holdfast.Node;
using Holdfast.Problems;
using Holdfast.Roles;
using Holdfast.Single;
using Holdfast.Single.Rights;
using Holdfast.Single.Supervision;
using Holdfast.Telemetry.Logging;

namespace Holdfast.Setup;

/// <summary>A machine with a node and no portal: the node runs in this process until a signal.</summary>
/// <param name="agent">Plays the failover agent beside it; null: none.</param>
internal sealed class NodeMachine(
    Surroundings at,
    SetupNodeOptions options,
    StartChecks checks,
    RolePrograms? agent = null
)
{
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
                var saying = new EnrolmentWords(at, options).SayAsync(over.Token);
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
            var rights = await FailoverRights.ChooseAsync(at.Home, agent, CancellationToken.None);
            var command = RoleCommands.FailoverOf(at.Home, agent, rights);
            var supervisor = new Supervisor(command, at.Terminal, at.Time);
            supervisor.Ready();
            await supervisor.RunAsync(AgentGrace, last, over);
        }
    }

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

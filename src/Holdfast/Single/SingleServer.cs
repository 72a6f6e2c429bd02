using System.Runtime.InteropServices;
using Holdfast.Databases.Pairs;
using Holdfast.Homes;
using Holdfast.Model.Problems;
using Holdfast.Node;
using Holdfast.Problems;
using Holdfast.Single.Rights;
using Holdfast.Single.Supervision;

namespace Holdfast.Single;

/// <summary>Portal and node on one machine, each a process with the rights that it needs, kept running until a signal ends both.</summary>
internal sealed class SingleServer(Surroundings at, ServerOptions options, StartChecks checks, RolePrograms programs)
{
    private static readonly TimeSpan PortalGrace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan NodeGrace = TimeSpan.FromSeconds(20);

    /// <summary>It gives its addresses to another machine first.</summary>
    private static readonly TimeSpan FailoverGrace = TimeSpan.FromSeconds(8);

    private readonly RoleCommands _commands = new(at.Home, options, programs);

    public async Task<int> RunUntilSignalAsync()
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = On(PosixSignal.SIGINT, stop);
        using var terminate = On(PosixSignal.SIGTERM, stop);
        using var hangUp = On(PosixSignal.SIGHUP, stop);
        return await RunAsync(stop.Token);
    }

    public async Task<int> RunAsync(CancellationToken stop)
    {
        var problems = checks.Run(options);
        if (problems.Count > 0)
        {
            return await RefuseAsync(problems);
        }
        HomeLayout.Make(at.Home);
        using var held = ServerLock.Take(at.Home);
        if (held is null)
        {
            return await RefuseAsync([StartProblems.AlreadyRuns.At(at.Home.Shown, "Another one was faster.")]);
        }
        var rights = await PortalRights.ChooseAsync(at.Home, programs, stop);
        await SayAsync($"The portal runs as {rights.User?.Name ?? "root without any capability"}, {Because(rights)}.");
        await using var certificate = options.CertificateFiles is { } files
            ? await new CertificateCopy(at.Home, files, at.Terminal, at.Time).StartAsync(rights, stop)
            : null;
        var agent = await FailoverRights.ChooseAsync(at.Home, programs, stop);
        return await SuperviseAsync(rights, agent, stop);
    }

    private async Task<int> SuperviseAsync(PortalRights rights, FailoverRights agent, CancellationToken stop)
    {
        var ready = new ReadyFile(at.Home, options, _commands);
        // One that was killed has left its own.
        ready.Remove();
        await using var portal = new PortalSeat(
            () => _commands.Portal(rights),
            at.Terminal,
            at.Time,
            PortalGrace + TimeSpan.FromSeconds(options.DrainSeconds),
            stop
        );
        var failover = new Supervisor(_commands.Failover(agent), at.Terminal, at.Time);
        // What an administrator has to correct there is no reason not to serve.
        failover.Ready();
        using var endFailover = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var endNode = new CancellationTokenSource();
        var seat = new NodeSeat(at, _commands, options.Link, endFailover.Token);
        var node = seat.Supervisor;
        portal.Start();
        var nodeRuns = node.RunAsync(NodeGrace, stop, endNode.Token);
        var failoverRuns = failover.RunAsync(FailoverGrace, stop, endFailover.Token);
        var beginning = Task.CompletedTask;
        seat.Begin();
        try
        {
            var failed = await Task.WhenAny(
                portal.FailedToStart,
                node.FailedToStart,
                ServeAsync(
                    ready,
                    portal,
                    node,
                    () => beginning = new PairBeginning(at, options, agent, portal, seat.Reach).RunAsync(stop),
                    stop
                )
            );
            return failed == portal.FailedToStart ? await FailAsync("portal")
                : failed == node.FailedToStart ? await FailAsync("node")
                : ExitCodes.Done;
        }
        finally
        {
            ready.Remove();
            await endFailover.CancelAsync();
            await failoverRuns;
            await (stop.IsCancellationRequested ? beginning : Task.CompletedTask);
            await seat.Told;
            await portal.StopAsync();
            await endNode.CancelAsync();
            await CleanUpAsync(await nodeRuns);
        }
    }

    /// <summary>Returns when it is time to stop.</summary>
    private async Task ServeAsync(
        ReadyFile ready,
        PortalSeat portal,
        Supervisor node,
        Action whenReady,
        CancellationToken stop
    )
    {
        try
        {
            await new FirstSteps(at.Home, at.Terminal, at.Time).RunAsync(stop);
            portal.Ready();
            node.Ready();
            ready.Write();
            await at.Terminal.Out.WriteLineAsync(ready.Announce());
            whenReady();
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            await SayAsync("Stopping.");
        }
    }

    /// <summary>A node that did not end in good order has left its tunnels and rules behind.</summary>
    private async Task CleanUpAsync(bool nodeEndedWell)
    {
        if (nodeEndedWell || options.OnStop == OnStop.Keep)
        {
            return;
        }
        using var removal = Child.Start(_commands.RemoveNode(), SayAsync);
        using var deadline = new CancellationTokenSource(NodeGrace);
        await removal.WaitAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await removal.StopAsync(TimeSpan.Zero);
    }

    private async Task<int> FailAsync(string role) =>
        await RefuseAsync([StartProblems.RoleFailed.At(role, "It gave up.")]);

    private async Task<int> RefuseAsync(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            await at.Terminal.ComplainAsync(problem);
        }
        return ExitCodes.CannotStart;
    }

    private Task SayAsync(string line) => at.Terminal.Error.WriteLineAsync($"server | {line}");

    private static string Because(PortalRights rights) =>
        rights.User is null ? $"because {rights.Reason}" : rights.Reason;

    private static PosixSignalRegistration On(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                stop.Cancel();
            }
        );
}

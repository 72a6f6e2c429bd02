using System.Runtime.InteropServices;
using Holdfast.Linux.Processes;
using Holdfast.Model.Problems;
using Holdfast.Terminals;

namespace Holdfast.Roles;

/// <summary>Runs one role until a signal, or the end of its parent, asks it to stop.</summary>
internal static class RoleHost
{
    /// <param name="withParent">
    /// The end of the standard input is the order to stop: the parent holds the other end, and the kernel closes it however the parent
    /// ends. Ctrl-C on a terminal reaches parent and child at once, so the child leaves it to the parent.
    /// </param>
    public static async Task<int> RunAsync(
        Terminal terminal,
        bool withParent,
        Func<CancellationToken, Task<IReadOnlyList<Problem>>> role
    )
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = On(PosixSignal.SIGINT, withParent ? null : stop);
        using var terminate = On(PosixSignal.SIGTERM, stop);
        using var hangUp = On(PosixSignal.SIGHUP, withParent ? null : stop);
        var orphaned = withParent ? StopAsync(stop) : Task.CompletedTask;
        var problems = await role(stop.Token);
        await stop.CancelAsync();
        await orphaned;
        foreach (var problem in problems)
        {
            await terminal.ComplainAsync(problem);
        }
        return problems.Count == 0 ? ExitCodes.Done : ExitCodes.CannotStart;
    }

    private static async Task StopAsync(CancellationTokenSource stop)
    {
        await ParentWatch.WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stop.CancelAsync();
    }

    /// <param name="stop">Null: the signal is ignored.</param>
    private static PosixSignalRegistration On(PosixSignal signal, CancellationTokenSource? stop) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                stop?.Cancel();
            }
        );
}

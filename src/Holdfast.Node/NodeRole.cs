using Holdfast.Linux.Files;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.Problems;
using Holdfast.Node.Starting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node;

/// <summary>The role <c>holdfast node</c>: makes real what the portal wants, with or without a portal.</summary>
public static class NodeRole
{
    /// <summary>Runs until cancelled.</summary>
    /// <returns>Empty after a clean end; otherwise why it could not start.</returns>
    public static Task<IReadOnlyList<Problem>> RunAsync(
        NodeOptions options,
        ILoggerFactory loggers,
        CancellationToken cancel
    ) => RunAsync(options, loggers, TimeProvider.System, cancel);

    /// <summary>Takes away all that a node left, also one that was killed.</summary>
    /// <returns>Empty when everything is gone; otherwise what is in the way.</returns>
    public static Task<IReadOnlyList<Problem>> RemoveDataPlaneAsync(
        NodeOptions options,
        ILoggerFactory loggers,
        CancellationToken cancel
    ) => RemoveDataPlaneAsync(options, loggers, TimeProvider.System, cancel);

    internal static async Task<IReadOnlyList<Problem>> RunAsync(
        NodeOptions options,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var problems = Preflight.Check(options);
        return problems.Count > 0
            ? problems
            : await InHomeAsync(options, home => RunInAsync(home, options, loggers, time, cancel));
    }

    private static async Task<IReadOnlyList<Problem>> RunInAsync(
        HeldFolder home,
        NodeOptions options,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var opened = await NodeRuntime.OpenAsync(options, home, toRun: true, time, loggers);
        if (!opened.Succeeded)
        {
            return opened.Problems;
        }

        await using var node = opened.Value;
        return new KernelSettings(home.Path).Set() is { } refused ? [refused] : await node.RunAsync(cancel);
    }

    private static async Task<IReadOnlyList<Problem>> RemoveDataPlaneAsync(
        NodeOptions options,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var problems = Preflight.CheckRights();
        return problems.Count > 0
            ? problems
            : await InHomeAsync(options, home => RemoveInAsync(home, options, loggers, time, cancel));
    }

    private static async Task<IReadOnlyList<Problem>> RemoveInAsync(
        HeldFolder home,
        NodeOptions options,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var opened = await NodeRuntime.OpenAsync(options, home, toRun: false, time, loggers);
        if (!opened.Succeeded)
        {
            return opened.Problems;
        }

        await using var node = opened.Value;
        return await node.RemoveAsync(cancel);
    }

    private static async Task<IReadOnlyList<Problem>> InHomeAsync(
        NodeOptions options,
        Func<HeldFolder, Task<IReadOnlyList<Problem>>> work
    )
    {
        var home = HeldFolder.Open(options.Home, "node.lock", NodeProblems.HomeUnusable, NodeProblems.AlreadyRuns);
        if (!home.Succeeded)
        {
            return home.Problems;
        }

        using var held = home.Value;
        try
        {
            return await work(held);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [NodeProblems.HomeUnusable.At(held.Path, e.Message)];
        }
        catch (DeviceException e)
        {
            return [NodeProblems.NoRights.At("wireguard", e.Message)];
        }
    }
}

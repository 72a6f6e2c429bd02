using Holdfast.Model.Problems;
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

    private static async Task<IReadOnlyList<Problem>> RunAsync(
        NodeOptions options,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var home = NodeHome.Open(options.Home);
        if (!home.Succeeded)
        {
            return home.Problems;
        }

        using var opened = home.Value;
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return [];
    }

    private static Task<IReadOnlyList<Problem>> RemoveDataPlaneAsync(
        NodeOptions options,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var home = NodeHome.Open(options.Home);
        home.Value?.Dispose();
        return Task.FromResult(home.Problems);
    }
}

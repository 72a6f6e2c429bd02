using Holdfast.Failover.Agent;
using Holdfast.Failover.Durable;
using Holdfast.Linux.Files;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover;

/// <summary>The role <c>holdfast failover</c>: says that this member is alive, hears whether others are, and holds the addresses when it is its turn.</summary>
public static class AgentRole
{
    /// <summary>Runs until cancelled; then gives the role to another member first, where there is one.</summary>
    /// <param name="folder">State folder. Without the file <c>failover.json</c> in it, the agent waits to be configured.</param>
    /// <returns>Empty after a clean end; otherwise why it could not start.</returns>
    public static async Task<IReadOnlyList<Problem>> RunAsync(
        string folder,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var held = HeldFolder.Open(folder, "agent.lock", AgentProblems.HomeUnusable, AgentProblems.AlreadyRuns);
        if (!held.Succeeded)
        {
            return held.Problems;
        }

        using var lockHeld = held.Value;
        var home = new AgentHome(held.Value.Path);
        await using var parts = new AgentParts(home, time, loggers);
        await using var host = new AgentHost(parts);
        return await host.RunAsync(cancel);
    }
}

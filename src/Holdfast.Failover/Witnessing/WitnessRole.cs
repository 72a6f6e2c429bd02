using Holdfast.Linux.Files;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Witnessing;

/// <summary>The role <c>holdfast witness</c>: the third machine that says which of two that cannot hear each other may be active.</summary>
public static class WitnessRole
{
    /// <summary>Runs until cancelled.</summary>
    /// <param name="folder">State folder, with the file <c>witness.json</c>.</param>
    /// <returns>Empty after a clean end; otherwise why it could not start.</returns>
    public static async Task<IReadOnlyList<Problem>> RunAsync(
        string folder,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var held = HeldFolder.Open(folder, "witness.lock", WitnessProblems.HomeUnusable, WitnessProblems.AlreadyRuns);
        if (!held.Succeeded)
        {
            return held.Problems;
        }

        using var lockHeld = held.Value;
        var home = new WitnessHome(held.Value.Path);
        var file = WitnessFileReader.Read(home.Configuration);
        if (!file.Succeeded)
        {
            return file.Problems;
        }

        var opened = WitnessLoop.Open(home, file.Value, time, loggers.CreateLogger<WitnessLoop>());
        if (!opened.Succeeded)
        {
            return opened.Problems;
        }

        using var loop = opened.Value;
        await loop.RunAsync(cancel);
        return [];
    }
}

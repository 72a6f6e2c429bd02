using Holdfast.Lab.Databases;
using Holdfast.Lab.Histories;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios.Faults;

/// <summary>
/// Each part of an <see cref="Installation"/> is broken in turn, while a fleet is connected and others connect; then the history of what
/// clients were told is compared with what is there.
/// </summary>
public abstract class FaultsScenario : Scenario
{
    /// <summary>Calls that are answered while something is broken, before it is mended.</summary>
    protected const int AFewCalls = 20;

    protected virtual FleetSize Size => new(WireGuard: 30, OpenVpnUdp: 10, OpenVpnTcp: 10);

    public sealed override async Task PlayAsync(Lab lab)
    {
        await using var all = await BuildAsync(lab);
        await BreakAsync(all);
        await all.ExpectPromisesKeptAsync();
    }

    protected virtual async Task<Installation> BuildAsync(Lab lab)
    {
        var (network, disks) = (await Installation.NetworkAsync(lab), new SmallDisks());
        var databases = await DatabasePair.StartAsync(lab, network, disks.MountAsync);
        return await Installation.BuildAsync(lab, network, databases, disks, Size);
    }

    protected abstract Task BreakAsync(Installation all);

    protected static Task FaultAsync(Installation all, string what, Notice notice, Func<Task> breakAndMend)
    {
        all.Lab.Story.Chapter(char.ToUpperInvariant(what[0]) + what[1..]);
        return all.Log.FaultAsync(what, notice, breakAndMend);
    }
}

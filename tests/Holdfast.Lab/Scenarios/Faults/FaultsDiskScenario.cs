using Holdfast.Lab.Histories;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios.Faults;

/// <summary>The disk of each part is full.</summary>
internal sealed class FaultsDiskScenario : FaultsScenario
{
    public override string Name => "faults-disk";

    public override string Summary =>
        "three nodes, two portals, a database pair, 50 clients: the disk of each part is full in turn";

    protected override async Task BreakAsync(Installation all)
    {
        await FullAsync(all, all.Portals.First, "the disk of a portal is full", Notice.Nothing, all.UntilLinkedAsync);
        await FullAsync(all, all.Nodes[0], "the disk of a node is full", Notice.Nothing, all.UntilLinkedAsync);
        await StandbyAsync(all);
        await PrimaryAsync(all);
    }

    private static Task FullAsync(Installation all, Host host, string what, Notice notice, Func<Task> untilMended) =>
        FaultAsync(
            all,
            what,
            notice,
            async () =>
            {
                await all.Disks[host].FillAsync();
                await all.Newcomers.UntilAnsweredAsync(AFewCalls);
                await all.Disks[host].FreeAsync();
                await untilMended();
            }
        );

    private static Task StandbyAsync(Installation all) =>
        FaultAsync(
            all,
            "the disk of the database's standby is full",
            Notices.StandbyGone,
            async () =>
            {
                await all.Disks[all.Pair.Standby.Host].FillAsync();
                await all.Pair.Primary.WaitForStandbyAsync(false);
                await all.Newcomers.UntilAnsweredAsync(AFewCalls);
                await all.Disks[all.Pair.Standby.Host].FreeAsync();
                await all.Pair.Standby.ReviveAsync();
                await all.Pair.Primary.UntilFollowedAsync();
                await all.Pair.Primary.WaitForStandbyAsync(true);
            }
        );

    private static async Task PrimaryAsync(Installation all)
    {
        await FaultAsync(
            all,
            "the disk of the database's primary is full",
            Notices.PrimarySilent,
            async () =>
            {
                await all.Disks[all.Pair.Primary.Host].FillAsync();
                await all.Newcomers.UntilFailedAsync(1);
                await all.Disks[all.Pair.Primary.Host].FreeAsync();
                await all.Pair.Primary.ReviveAsync();
            }
        );
        await all.Newcomers.UntilAnsweredAsync(AFewCalls);
    }
}

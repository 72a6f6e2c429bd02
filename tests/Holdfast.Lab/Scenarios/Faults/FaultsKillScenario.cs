using Holdfast.Lab.Histories;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios.Faults;

/// <summary>SIGKILL of each part.</summary>
internal sealed class FaultsKillScenario : FaultsScenario
{
    public override string Name => "faults-kill";

    public override string Summary =>
        "three nodes, two portals, a database pair, 50 clients: each part gets SIGKILL in turn, and every promise is kept";

    protected override async Task BreakAsync(Installation all)
    {
        await PortalAsync(all, all.Portals.First);
        await PortalAsync(all, all.Portals.Second);
        await NodeAsync(all);
        await StandbyAsync(all);
        await PrimaryAsync(all);
    }

    private static Task PortalAsync(Installation all, Host portal) =>
        FaultAsync(
            all,
            $"{portal.Name} is killed",
            Notice.Nothing,
            async () =>
            {
                var supervised = all.Portals.IsSupervised(portal);
                TwoPortals.KillPortal(portal);
                await all.Newcomers.UntilAnsweredAsync(AFewCalls);
                if (!supervised)
                {
                    all.Portals.StartAgain(portal);
                }

                await all.UntilLinkedAsync();
            }
        );

    private static Task NodeAsync(Installation all) =>
        FaultAsync(
            all,
            "a node's process is killed",
            Notice.Nothing,
            async () =>
            {
                await all.Portals.ProgramOn(all.Nodes[0]).KillAsync();
                await all.UntilNotLinkedAsync(0);
                await all.Newcomers.UntilAnsweredAsync(AFewCalls);
                all.Portals.StartAgain(all.Nodes[0]);
                await all.UntilLinkedAsync();
            }
        );

    private static Task StandbyAsync(Installation all) =>
        FaultAsync(
            all,
            "the database's standby is killed",
            Notices.StandbyGone,
            async () =>
            {
                await all.Pair.Standby.KillAsync();
                await all.Pair.Primary.WaitForStandbyAsync(false);
                await all.Newcomers.UntilAnsweredAsync(AFewCalls);
                await all.Pair.Standby.StartAsync();
                await all.Pair.Primary.UntilFollowedAsync();
                await all.Pair.Primary.WaitForStandbyAsync(true);
            }
        );

    private static Task PrimaryAsync(Installation all) =>
        FaultAsync(
            all,
            "the database's primary is killed, and the standby promoted",
            Notices.PrimaryKilled,
            async () =>
            {
                await all.Pair.Primary.KillAsync();
                await all.Pair.PromoteAsync();
                await all.Newcomers.UntilAnsweredAsync(AFewCalls);
                await all.Pair.RebuildStandbyAsync();
            }
        );
}

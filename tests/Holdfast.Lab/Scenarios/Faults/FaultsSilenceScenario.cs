using Holdfast.Lab.Histories;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios.Faults;

/// <summary>Each part is there and says nothing: frozen, unplugged, or cut off without a sign.</summary>
internal sealed class FaultsSilenceScenario : FaultsScenario
{
    public override string Name => "faults-silence";

    public override string Summary =>
        "three nodes, two portals, a database pair, 50 clients: each part is frozen, unplugged and cut off in turn";

    protected override async Task BreakAsync(Installation all)
    {
        await PortalAsync(all);
        await NodeAsync(all);
        await LinkAsync(all);
        await StandbyAsync(all);
        await PrimaryAsync(all);
        await PrimaryAndPromotedAsync(all);
    }

    private static async Task PortalAsync(Installation all)
    {
        var (host, program) = (all.Portals.First, all.Portals.ProgramOn(all.Portals.First));
        Silencing[] ways =
        [
            Silencing.Frozen(program.Freeze, program.Thaw),
            Silencing.Unplugged(host),
            Silencing.Dropped(host),
        ];
        foreach (var way in ways)
        {
            await FaultAsync(
                all,
                $"a portal {way.Name}",
                Notices.PortalSilent,
                async () =>
                {
                    await way.Break();
                    await all.Newcomers.UntilAnsweredAsync(AFewCalls);
                    await way.Mend();
                    await all.UntilLinkedAsync();
                }
            );
        }
    }

    private static async Task NodeAsync(Installation all)
    {
        var (host, program) = (all.Nodes[1], all.Portals.ProgramOn(all.Nodes[1]));
        (Silencing Way, Notice Notice)[] ways =
        [
            (Silencing.Frozen(program.Freeze, program.Thaw), Notice.Nothing),
            (Silencing.Unplugged(host), Notices.NodeSilent($"{host.Address4}")),
            (Silencing.Dropped(host), Notices.NodeSilent($"{host.Address4}")),
        ];
        foreach (var (way, notice) in ways)
        {
            await FaultAsync(
                all,
                $"a node {way.Name}",
                notice,
                async () =>
                {
                    await way.Break();
                    await all.UntilNotLinkedAsync(1);
                    await all.Newcomers.UntilAnsweredAsync(AFewCalls);
                    await way.Mend();
                    await all.UntilLinkedAsync();
                }
            );
        }
    }

    /// <summary>Each of the two is well, and does not reach the other.</summary>
    private static Task LinkAsync(Installation all) =>
        FaultAsync(
            all,
            "a portal does not reach a node",
            Notice.Nothing,
            async () =>
            {
                await all.Portals.First.BlockAsync($"ip daddr {all.Nodes[2].Address4}");
                await all.UntilNotLinkedAsync(2, all.Portals.First);
                await all.Newcomers.UntilAnsweredAsync(AFewCalls);
                await all.Portals.First.UnblockAsync();
                await all.UntilLinkedAsync();
            }
        );

    private static async Task StandbyAsync(Installation all)
    {
        var standby = all.Pair.Standby;
        Silencing[] ways =
        [
            Silencing.Frozen(standby.Freeze, standby.Thaw),
            Silencing.Unplugged(standby.Host),
            Silencing.Dropped(standby.Host),
        ];
        foreach (var way in ways)
        {
            await FaultAsync(
                all,
                $"the database's standby {way.Name}",
                Notices.StandbyGone,
                async () =>
                {
                    await way.Break();
                    await all.Pair.Primary.WaitForStandbyAsync(false);
                    await all.Newcomers.UntilAnsweredAsync(AFewCalls);
                    await way.Mend();
                    await all.Pair.Primary.UntilFollowedAsync();
                    await all.Pair.Primary.WaitForStandbyAsync(true);
                }
            );
        }
    }

    private static async Task PrimaryAsync(Installation all)
    {
        var primary = all.Pair.Primary;
        foreach (var way in new[] { Silencing.Frozen(primary.Freeze, primary.Thaw), Silencing.Unplugged(primary.Host) })
        {
            await FaultAsync(
                all,
                $"the database's primary {way.Name}, and comes back",
                Notices.PrimarySilent,
                async () =>
                {
                    await way.Break();
                    await all.Newcomers.UntilFailedAsync(1);
                    await way.Mend();
                }
            );
            await all.Newcomers.UntilAnsweredAsync(AFewCalls);
        }
    }

    private static Task PrimaryAndPromotedAsync(Installation all)
    {
        var way = Silencing.Dropped(all.Pair.Primary.Host);
        return FaultAsync(
            all,
            $"the database's primary {way.Name}, and the standby is promoted",
            Notices.PrimaryGone,
            async () =>
            {
                await way.Break();
                await all.Pair.PromoteAsync();
                await all.Newcomers.UntilAnsweredAsync(AFewCalls);
                // Before it can be heard again: there are not to be two primaries.
                await all.Pair.Standby.KillAsync();
                await way.Mend();
                await all.Pair.RebuildStandbyAsync();
            }
        );
    }
}

using Holdfast.Lab.Databases;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios.Faults;

/// <summary>A cluster that promotes by itself.</summary>
internal sealed class PatroniScenario : FaultsScenario
{
    public override string Name => "patroni";

    public override string Summary =>
        "PostgreSQL in a Patroni cluster with etcd: the leader is killed, another one is chosen, and portals go on";

    protected override FleetSize Size => new(WireGuard: 6, OpenVpnUdp: 2, OpenVpnTcp: 2);

    protected override async Task<Installation> BuildAsync(Lab lab)
    {
        var network = await Installation.NetworkAsync(lab);
        var databases = await PatroniCluster.StartAsync(lab, network);
        return await Installation.BuildAsync(lab, network, databases, new SmallDisks(), Size);
    }

    protected override async Task BreakAsync(Installation all)
    {
        var cluster = (PatroniCluster)all.Databases;
        var leader = await cluster.LeaderAsync();
        await FaultAsync(
            all,
            "the leader of the Patroni cluster is killed",
            Notices.LeaderKilled,
            async () =>
            {
                all.Lab.Story.Fault(leader.Host.Name, "Patroni and PostgreSQL get SIGKILL");
                await leader.KillAsync();
                await all.Newcomers.UntilFailedAsync(1);
                await all.Newcomers.UntilAnsweredAsync(AFewCalls);
                var next = await cluster.LeaderAsync();
                all.Lab.Story.Expect(next != leader, next.Host.Name, "leads now");
                leader.StartPatroni();
                await cluster.UntilWholeAsync();
                all.Lab.Story.Good(leader.Host.Name, "follows");
            }
        );
        await all.Newcomers.UntilAnsweredAsync(AFewCalls);
    }
}

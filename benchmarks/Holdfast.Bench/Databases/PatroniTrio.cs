using Holdfast.Lab.Databases;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;

namespace Holdfast.Bench.Databases;

/// <summary>
/// Patroni on three machines with etcd, at the shortest times that it takes, with a synchronous standby. The machine that dies loses its
/// link, its Patroni and its PostgreSQL; its etcd is cut off, and lives.
/// </summary>
internal sealed class PatroniTrio(Host client, Network network, PatroniCluster cluster) : DatabaseUnderFire(client)
{
    private PatroniMember? _leader;

    public override string Name => "patroni";

    public override IReadOnlyList<string> Writers => cluster.ForPrograms;

    public static async Task<PatroniTrio> StartAsync(Lab.Lab lab)
    {
        var network = await lab.NetworkAsync("tnet", "10.78.0.0/24", "fd78::/64");
        var trio = new PatroniTrio(
            await lab.HostAsync("tclient", network),
            network,
            await PatroniCluster.StartAsync(lab, network)
        );
        await trio.MakeTableAsync();
        return trio;
    }

    public override async Task SettleAsync()
    {
        await cluster.UntilWholeAsync();
        _leader = await cluster.LeaderAsync();
    }

    public override async Task KillAsync()
    {
        await _leader!.Host.LinkTo(network).DownAsync();
        await _leader.KillAsync();
    }

    public override async Task ReturnAsync()
    {
        await _leader!.Host.LinkTo(network).UpAsync();
        _leader.StartPatroni();
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using Holdfast.Bench.Connecting;
using Holdfast.Bench.Databases;
using Holdfast.Bench.Fleets;
using Holdfast.Bench.Meshes;
using Holdfast.Bench.Peers;
using Holdfast.Bench.People;
using Holdfast.Bench.Portals;
using Holdfast.Bench.Starting;
using Holdfast.Bench.Takeovers;

namespace Holdfast.Bench;

internal static class AllBenches
{
    public static IReadOnlyList<IBench> List { get; } =
    [
        new ConnectBench(),
        new DatabasePairBench(),
        new FleetBench(),
        new HeartbeatBench(),
        new ImportBench(),
        new MeshBench(),
        new PeersBench(),
        new PortalDeathBench(),
        new PrimaryDeathBench(),
        new PropagateBench(),
        new SpreadBench(),
        new StartBench(),
        new TakeoverBench(),
        new DownloadsBench(),
        new FleetTakeoverBench(),
        new OpenVpnTakeoverBench(),
    ];

    public static IBench? Find(string name) => List.FirstOrDefault(bench => bench.Name == name);
}

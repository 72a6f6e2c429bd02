using Holdfast.Bench.Reports;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Bench.Takeovers;

/// <summary>Stock OpenVPN clients, over TCP and over UDP, while the active node is unplugged. They find out by themselves, and connect again.</summary>
internal sealed class OpenVpnTakeoverBench : IBench
{
    private const int Rounds = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => "takeover-openvpn";

    public string Summary => "stock OpenVPN clients are back after the active node was unplugged, without a question";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var pair = await SharedPair.BuildAsync(lab, masquerade: false);
        var (one, two) = (await pair.Portals.ClientAsync("tcp"), await pair.Portals.ClientAsync("udp"));
        await using var overTcp = await pair.ConnectOpenVpnAsync("anna", one, tcp: true);
        await using var overUdp = await pair.ConnectOpenVpnAsync("ben", two);
        await using var tcp = await Probe.StartAsync(one, pair.Portals.Inside.Address4, Patience);
        await using var udp = await Probe.StartAsync(two, pair.Portals.Inside.Address4, Patience);
        List<TimeSpan> tcpGaps = [];
        List<TimeSpan> udpGaps = [];
        for (var round = 0; round < Rounds; round++)
        {
            var active = await pair.ActiveAsync();
            tcp.Reset();
            udp.Reset();
            await SharedPair.UnplugAsync(active.Host);
            await pair.TakenOverAsync(active);
            tcpGaps.Add((await tcp.WaitForAnswerAsync(Patience)).LongestGap);
            udpGaps.Add((await udp.WaitForAnswerAsync(Patience)).LongestGap);
            await SharedPair.PlugInAsync(active.Host);
            lab.Story.Tell(
                "clients",
                $"are back after {tcpGaps[^1].TotalSeconds:0.0} s over TCP, {udpGaps[^1].TotalSeconds:0.0} s over UDP"
            );
        }

        var (overT, overU) = (new Timings(tcpGaps), new Timings(udpGaps));
        return
        [
            new("OpenVPN over TCP, unplugged, median", overT.Median, null, "ms"),
            new("OpenVPN over TCP, unplugged, p95", overT.P95, null, "ms", "under 2000", r => r.Ours < 2000),
            new("OpenVPN over UDP, unplugged, median", overU.Median, null, "ms"),
            new("OpenVPN over UDP, unplugged, p95", overU.P95, null, "ms", "under 5000", r => r.Ours < 5000),
        ];
    }
}

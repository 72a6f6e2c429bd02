using Holdfast.Bench.Reports;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Servers;

namespace Holdfast.Bench.Takeovers;

/// <summary>What people do without us: WireGuard with one key on two servers, and keepalived moves the address.</summary>
internal static class SameKeys
{
    private const string Server = "10.99.0.1";
    private const string Client = "10.99.0.2";
    private const int Port = 51820;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task<Timings> MeasureAsync(Lab.Lab lab, int rounds)
    {
        var network = await lab.NetworkAsync("wnet", "10.77.0.0/24", "fd77::/64");
        var (one, two) = (await lab.HostAsync("w1", network), await lab.HostAsync("w2", network));
        var client = await lab.HostAsync("w3", network);
        var (server, own) = (await WireGuardKeys.MakeAsync(), await WireGuardKeys.MakeAsync());
        await using var pair = new KeepalivedPair(one, two, "0.1");
        await pair.StartAsync();
        foreach (var host in pair.Hosts)
        {
            lab.Own(
                await StockWireGuard.UpAsync(
                    host,
                    FileOf(Server, server, own.Public, Client, $"ListenPort = {Port}", "")
                )
            );
            lab.Own(EchoServer.Start(host));
        }

        var endpoint = $"Endpoint = {AddressPair.Address}:{Port}";
        await using var tunnel = await StockWireGuard.UpAsync(
            client,
            FileOf(Client, own, server.Public, Server, "", endpoint)
        );
        await using var probe = await Probe.StartAsync(client, System.Net.IPAddress.Parse(Server), Patience);
        List<TimeSpan> gaps = [];
        for (var round = 0; round < rounds; round++)
        {
            var active = await pair.SettleAsync();
            await probe.WaitForAnswerAsync(Patience);
            probe.Reset();
            await active.LinkTo(network).DownAsync();
            await probe.WaitForAnswerAsync(Patience);
            gaps.Add(probe.Statistics.LongestGap);
            await active.LinkTo(network).UpAsync();
            lab.Story.Tell(client.Name, $"goes on after {gaps[^1].TotalMilliseconds:0} ms");
        }

        return new Timings(gaps);
    }

    private static string FileOf(
        string address,
        WireGuardKeys keys,
        string peer,
        string allowed,
        string own,
        string more
    ) =>
        $"""
            [Interface]
            Address = {address}/24
            PrivateKey = {keys.Private}
            {own}
            [Peer]
            PublicKey = {peer}
            AllowedIPs = {allowed}/32
            {more}
            """;
}

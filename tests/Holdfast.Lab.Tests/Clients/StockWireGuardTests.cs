using Holdfast.Lab.Clients;
using Holdfast.Lab.Probes;

namespace Holdfast.Lab.Tests.Clients;

[Trait("needs", "root")]
public sealed class StockWireGuardTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Pair_WithTheSameDeviceName_CarriesBothProtocols()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (anna, bert) = await LabTests.TwoHostsAsync(lab);
        var (a, b) = (await WireGuardKeys.MakeAsync(), await WireGuardKeys.MakeAsync());

        await using var server = await StockWireGuard.UpAsync(
            bert,
            $"""
            [Interface]
            PrivateKey = {b.Private}
            ListenPort = 51820
            Address = 10.9.0.1/24,fd09::1/64
            [Peer]
            PublicKey = {a.Public}
            AllowedIPs = 10.9.0.2/32,fd09::2/128
            """
        );
        await using var client = await StockWireGuard.UpAsync(
            anna,
            $"""
            [Interface]
            PrivateKey = {a.Private}
            Address = 10.9.0.2/24,fd09::2/64
            DNS = 10.9.0.1
            [Peer]
            PublicKey = {b.Public}
            Endpoint = {bert.Address4}:51820
            AllowedIPs = 0.0.0.0/0,::/0
            PersistentKeepalive = 1
            """
        );

        await client.WaitForHandshakeAsync(TimeSpan.FromSeconds(10));
        Assert.True(await Ping.OnceAsync(anna, System.Net.IPAddress.Parse("10.9.0.1"), packetSize: 1420));
        Assert.True(await Ping.OnceAsync(anna, System.Net.IPAddress.Parse("fd09::1")));
    }
}

using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Servers;

namespace Holdfast.Lab.Tests.Servers;

[Trait("needs", "root")]
public sealed class BalancerTests(ITestOutputHelper output)
{
    private const int Port = 443;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Connect_OneServerIsCutOff_GoesToTheOther()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (client, balancer, one, other) = await HostsAsync(lab);
        lab.Own(Balancer.Start(balancer, Port, Echo(one), Echo(other)));
        await one.Links[0].DropSilentlyAsync();

        for (var i = 0; i < 3; i++)
        {
            await ExpectEchoAsync(client, balancer);
        }
    }

    /// <summary>It answers, but not by TLS.</summary>
    [Fact]
    public async Task Checking_ServerDoesNotShakeHands_ConnectionsToItAreCut()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (client, balancer, one, _) = await HostsAsync(lab);
        var balanced = lab.Own(Balancer.Start(balancer, Port, Echo(one)));
        using var socket = await client.ConnectAsync(new IPEndPoint(balancer.Address4, Port));
        await EchoAsync(socket);

        balanced.Checking("server");

        using var limit = new CancellationTokenSource(Soon);
        Assert.Equal(0, await socket.ReceiveAsync(new byte[1], limit.Token));
    }

    private static async Task<(Host Client, Host Balancer, Host One, Host Other)> HostsAsync(Lab lab)
    {
        var network = await lab.NetworkAsync("net", "10.0.0.0/24", "fd00::/64");
        var (client, balancer) = (await lab.HostAsync("client", network), await lab.HostAsync("balancer", network));
        var (one, other) = (await lab.HostAsync("one", network), await lab.HostAsync("other", network));
        lab.Own(EchoServer.Start(one));
        lab.Own(EchoServer.Start(other));
        return (client, balancer, one, other);
    }

    private static IPEndPoint Echo(Host host) => new(host.Address4, EchoServer.Port);

    private static async Task ExpectEchoAsync(Host client, Host balancer)
    {
        using var socket = await client.ConnectAsync(new IPEndPoint(balancer.Address4, Port));
        await EchoAsync(socket);
    }

    private static async Task EchoAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Soon);
        await socket.SendAsync(new byte[] { 7 }, limit.Token);
        var answer = new byte[1];
        Assert.Equal(1, await socket.ReceiveAsync(answer, limit.Token));
        Assert.Equal(7, answer[0]);
    }
}

using Holdfast.Lab.Probes;
using Holdfast.Lab.Servers;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Tests.Probes;

[Trait("needs", "root")]
public sealed class PulseTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Silences_LinkWasDown_AreThatTime()
    {
        await using var lab = await TestLab.StartAsync(output);
        var network = await lab.NetworkAsync("net", "10.0.0.0/24", "fd00::/64");
        var (client, server) = (await lab.HostAsync("client", network), await lab.HostAsync("server", network));
        lab.Own(EchoServer.Start(server));
        await using var pulse = await Pulse.StartAsync(client, server.Address4, Noticed, Soon);

        var began = lab.Story.Elapsed;
        await server.Links[0].DropSilentlyAsync();
        await Wait.UntilAsync("a silence", Soon, () => pulse.Silences.Count > 0);
        await server.Links[0].CarryAgainAsync();
        var answered = pulse.AnsweredBytes;
        await Wait.UntilAsync("answers again", Soon, () => pulse.AnsweredBytes > answered);

        var silence = Assert.Single(pulse.Silences);
        Assert.InRange(silence.From, began - Noticed, silence.To - Noticed);
    }

    [Fact]
    public async Task Silences_AfterItsEnd_StayAsTheyWere()
    {
        await using var lab = await TestLab.StartAsync(output);
        var network = await lab.NetworkAsync("net", "10.0.0.0/24", "fd00::/64");
        var (client, server) = (await lab.HostAsync("client", network), await lab.HostAsync("server", network));
        lab.Own(EchoServer.Start(server));
        var pulse = await Pulse.StartAsync(client, server.Address4, TimeSpan.FromMilliseconds(400), Soon);

        await pulse.DisposeAsync();
        var ended = lab.Story.Elapsed;
        await Wait.UntilAsync("a while", Soon, () => lab.Story.Elapsed > ended + Noticed);

        Assert.True(pulse.Used.To <= ended);
        Assert.All(pulse.Silences, silence => Assert.True(silence.To <= ended));
    }
}

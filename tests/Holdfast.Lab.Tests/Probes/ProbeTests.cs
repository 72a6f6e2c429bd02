using Holdfast.Lab.Probes;
using Holdfast.Lab.Servers;

namespace Holdfast.Lab.Tests.Probes;

[Trait("needs", "root")]
public sealed class ProbeTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Probe_AcrossACutOf200Ms_MeasuresIt()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (anna, bert) = await LabTests.TwoHostsAsync(lab);
        lab.Own(EchoServer.Start(bert));
        await using var probe = await Probe.StartAsync(anna, bert.Address6, Soon);

        await anna.Links[0].DropSilentlyAsync();
        await Task.Delay(200);
        await anna.Links[0].CarryAgainAsync();
        var gap = (await probe.WaitForAnswerAsync(Soon)).LongestGap;

        output.WriteLine($"{probe.Statistics}");
        Assert.InRange(gap.TotalMilliseconds, 195, 2000);
    }

    [Fact]
    public async Task Download_AtARate_TakesItsTime()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (anna, bert) = await LabTests.TwoHostsAsync(lab);
        lab.Own(DownloadServer.Start(bert));

        var fast = await Download.RunAsync(anna, bert.Address4, 20_000_000);
        var slow = await Download.RunAsync(anna, bert.Address6, 100_000, bytesPerSecond: 500_000);

        output.WriteLine($"{fast}\n{slow}");
        Assert.Equal(20_000_000, fast.Bytes);
        Assert.InRange(slow.Duration.TotalSeconds, 0.15, 2);
    }

    [Fact]
    public async Task Download_WhenTheServerDies_Fails()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (anna, bert) = await LabTests.TwoHostsAsync(lab);
        var server = DownloadServer.Start(bert);
        var download = Download.RunAsync(anna, bert.Address4, 10_000_000, bytesPerSecond: 100_000);
        await Task.Delay(100);

        await server.DisposeAsync();

        await Assert.ThrowsAsync<LabException>(() => download);
    }
}

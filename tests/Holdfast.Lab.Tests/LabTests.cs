using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Servers;

namespace Holdfast.Lab.Tests;

[Trait("needs", "root")]
public sealed class LabTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Hosts_OnOneNetwork_ReachEachOtherOverBothProtocols()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (anna, bert) = await TwoHostsAsync(lab);

        Assert.True(await Ping.OnceAsync(anna, bert.Address4));
        Assert.True(await Ping.OnceAsync(anna, bert.Address6));
    }

    [Fact]
    public async Task Hosts_OfTwoLabsWithTheSameNames_DoNotMeet()
    {
        await using var one = await TestLab.StartAsync(output);
        await using var two = await TestLab.StartAsync(output);
        var (anna, bert) = await TwoHostsAsync(one);
        var (other, lonely) = await TwoHostsAsync(two);
        await lonely.PowerOffAsync();

        Assert.True(await Ping.OnceAsync(anna, bert.Address4));
        Assert.False(await Ping.OnceAsync(other, bert.Address4, seconds: 0.3));
    }

    [Fact]
    public async Task Dispose_WithProgramsThatDetachedThemselves_LeavesNothing()
    {
        var lab = await TestLab.StartAsync(output);
        var (anna, _) = await TwoHostsAsync(lab);
        await anna.RunAsync("setsid", "--fork", "sleep", "1234.5");
        var left = Assert.Single(anna.Find("sleep", "1234.5"));

        await lab.DisposeAsync();

        Assert.False(left.IsAlive);
        Assert.False(Directory.Exists(lab.Folder));
    }

    [Fact]
    public async Task LinkDown_ThenUp_CutsAndRestores()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (anna, bert) = await TwoHostsAsync(lab);

        await anna.Links[0].DownAsync();
        Assert.Contains("NO-CARRIER", await anna.RunAsync("ip", "link", "show", "net"), StringComparison.Ordinal);
        Assert.False(await Ping.OnceAsync(anna, bert.Address4, seconds: 0.3));

        await anna.Links[0].UpAsync();
        Assert.True(await Ping.OnceAsync(anna, bert.Address4, seconds: 3));
    }

    [Fact]
    public async Task DropSilently_KeepsTheCarrierAndSwallowsAll()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (anna, bert) = await TwoHostsAsync(lab);

        await anna.Links[0].DropSilentlyAsync();
        Assert.DoesNotContain("NO-CARRIER", await anna.RunAsync("ip", "link", "show", "net"), StringComparison.Ordinal);
        Assert.False(await Ping.OnceAsync(anna, bert.Address4, seconds: 0.3));

        await anna.Links[0].CarryAgainAsync();
        Assert.True(await Ping.OnceAsync(anna, bert.Address4, seconds: 3));
    }

    [Fact]
    public async Task Block_OfOnePort_LeavesTheRestAlone()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (anna, bert) = await TwoHostsAsync(lab);
        lab.Own(EchoServer.Start(bert));
        await using var probe = await Probe.StartAsync(anna, bert.Address4, Soon);

        await anna.BlockAsync("udp dport 7");
        await Task.Delay(50);
        probe.Reset();
        await Assert.ThrowsAsync<LabException>(() => probe.WaitForAnswerAsync(TimeSpan.FromMilliseconds(100)));
        Assert.True(await Ping.OnceAsync(anna, bert.Address4));

        await anna.UnblockAsync();
        await probe.WaitForAnswerAsync(Soon);
    }

    [Fact]
    public async Task PowerOff_ThenOn_KeepsAddressesAndForgetsPrograms()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (anna, bert) = await TwoHostsAsync(lab);
        bert.Start("sleep", "sleep", "1000");

        await bert.PowerOffAsync();
        Assert.False(await Ping.OnceAsync(anna, bert.Address4, seconds: 0.3));

        await bert.PowerOnAsync();
        Assert.True(await Ping.OnceAsync(anna, bert.Address4, seconds: 3));
        Assert.Empty(bert.Find("sleep"));
    }

    [Fact]
    public async Task Disk_WhenFull_RefusesAndRecovers()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (anna, _) = await TwoHostsAsync(lab);
        var disk = await Disks.Disk.MountAsync(anna, "/run/state", megabytes: 1);

        await disk.FillAsync();
        var refused = await anna.TryRunAsync("bash", "-c", "echo word >/run/state/file");
        Assert.Contains("No space left", refused.Error, StringComparison.Ordinal);

        await disk.FreeAsync();
        await anna.ScriptAsync("echo word >/run/state/file");
    }

    [Fact]
    public async Task Run_ThatFails_TellsCommandAndOutput()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (anna, _) = await TwoHostsAsync(lab);

        var failure = await Assert.ThrowsAsync<LabException>(() => anna.RunAsync("ls", "/nowhere"));

        Assert.Contains("ls /nowhere", failure.Message, StringComparison.Ordinal);
        Assert.Contains("No such file", failure.Message, StringComparison.Ordinal);
    }

    internal static async Task<(Host Anna, Host Bert)> TwoHostsAsync(Lab lab)
    {
        Network network = await lab.NetworkAsync("net", "10.10.0.0/24", "fd10::/64");
        return (await lab.HostAsync("anna", network), await lab.HostAsync("bert", network));
    }
}

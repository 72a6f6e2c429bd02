using System.Collections.Concurrent;
using Holdfast.Node.OpenVpn.Management;
using Holdfast.Node.Tests.Lab;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.OpenVpn.Management;

public sealed class ManagementLinkTests : IAsyncDisposable, IManagementListener
{
    private const string List =
        "HEADER\tCLIENT_LIST\tCommon Name\tClient ID\r\nCLIENT_LIST\tc1\t4\r\nGLOBAL_STATS\tx\t1\r\nEND\r\n";

    private readonly FakeOpenVpn _openVpn = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<object> _seen = new();
    private readonly ManagementLink _link;
    private readonly Task _running;

    public ManagementLinkTests()
    {
        _link = new("hf1-ou0", _openVpn.Path, this, TimeProvider.System, NullLogger.Instance);
        _running = _link.RunAsync(_ending.Token);
    }

    void IManagementListener.Listed(IReadOnlyList<ConnectedClient> clients) => _seen.Enqueue(clients);

    void IManagementListener.ClientChanged(ClientEvent happened) => _seen.Enqueue(happened);

    void IManagementListener.Counted(ManagementLine.ByteCount count) => _seen.Enqueue(count);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _ending.Dispose();
        await _openVpn.DisposeAsync();
    }

    [Fact]
    public async Task Run_OpenVpnGreets_AsksForCountersAndClients()
    {
        await AttachAsync();
        await Eventually.TrueAsync("no list came", () => !_seen.IsEmpty);
        var client = Assert.Single(Assert.IsAssignableFrom<IReadOnlyList<ConnectedClient>>(Assert.Single(_seen)));
        Assert.Equal((4, "c1"), (client.Id, client.CommonName));
    }

    [Fact]
    public async Task Run_NoticeInsideAnAnswer_DoesNotDisturbIt()
    {
        await GreetAsync();
        await _openVpn.SayAsync(List.Replace("END", ">BYTECOUNT_CLI:4,1,2\r\nEND", StringComparison.Ordinal));
        await Eventually.TrueAsync(() => $"{_seen.Count}", () => _seen.Count == 2);
        Assert.Contains(new ManagementLine.ByteCount(4, 1, 2), _seen);
    }

    [Fact]
    public async Task Run_CountsBehindAList_ComeAfterIt()
    {
        await GreetAsync();
        const int Counts = 500;
        var counts = Enumerable.Range(1, Counts).Select(n => $">BYTECOUNT_CLI:4,{n},{n}\r\n");
        await _openVpn.SayAsync(List + string.Concat(counts));
        await Eventually.TrueAsync(() => $"{_seen.Count}", () => _seen.Count == 1 + Counts);
        Assert.IsAssignableFrom<IReadOnlyList<ConnectedClient>>(_seen.First());
    }

    [Fact]
    public async Task Send_Answer_ReachesItsAsker()
    {
        await AttachAsync();
        var first = SendAsync("client-kill 4");
        Assert.Equal("client-kill 4", await _openVpn.HearAsync());
        var second = SendAsync("kill x");
        Assert.Equal("kill x", await _openVpn.HearAsync());
        await _openVpn.SayAsync("SUCCESS: one\r\nERROR: two\r\n");
        Assert.Equal("one", (await first).Text);
        Assert.Equal((false, "two"), ((await second).Succeeded, (await second).Text));
    }

    [Fact]
    public async Task Send_ConnectionEndsBeforeTheAnswer_SaysSoAndAttachesAgain()
    {
        await AttachAsync();
        var asked = SendAsync("client-kill 4");
        await _openVpn.HearAsync();
        _openVpn.HangUp();
        Assert.Equal(ManagementAnswer.None, await asked);
        await AttachAsync();
    }

    [Fact]
    public async Task Send_NotAttached_SaysSo() => Assert.Equal(ManagementAnswer.None, await SendAsync("kill x"));

    [Fact]
    public async Task Run_Garbage_IsPassedOver()
    {
        await AttachAsync();
        var noise = new byte[50_000];
        new Random(17).NextBytes(noise);
        var text = System.Text.Encoding.Latin1.GetString(noise).Replace('\n', ' ');
        await _openVpn.SayAsync(text + "\n>CLIENT:\n>CLIENT:ENV,\n>BYTECOUNT_CLI:x\nSUCCESS: nobody asked\nEND\n");
        await _openVpn.SayAsync(">BYTECOUNT_CLI:4,10,20\r\n");
        await Eventually.TrueAsync("it gave up", () => _seen.OfType<ManagementLine.ByteCount>().Any());
    }

    private async Task AttachAsync()
    {
        await GreetAsync();
        await _openVpn.SayAsync(List);
    }

    private async Task GreetAsync()
    {
        await _openVpn.AcceptAsync();
        await _openVpn.SayAsync(FakeOpenVpn.Greeting);
        Assert.Equal("bytecount 5", await _openVpn.HearAsync());
        await _openVpn.SayAsync("SUCCESS: bytecount interval changed\r\n");
        Assert.Equal("status 3", await _openVpn.HearAsync());
    }

    private Task<ManagementAnswer> SendAsync(string command) => _link.SendAsync(command, CancellationToken.None);
}

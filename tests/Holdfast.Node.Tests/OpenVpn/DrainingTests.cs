using Holdfast.Node.OpenVpn;
using Holdfast.Node.OpenVpn.Management;
using Holdfast.Node.Tests.Lab;
using Holdfast.Node.Tests.OpenVpn.Management;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.OpenVpn;

public sealed class DrainingTests : IAsyncDisposable, IManagementListener
{
    private const string EmptyList = "HEADER\tCLIENT_LIST\tCommon Name\tClient ID\r\nGLOBAL_STATS\tx\t1\r\nEND\r\n";

    private readonly FakeOpenVpn _openVpn = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly ConnectedClients _clients = new();
    private readonly ManagementLink _link;
    private readonly Draining _draining;
    private readonly Task _running;
    private int _lists;

    public DrainingTests()
    {
        _link = new("hf1-ou0", _openVpn.Path, this, TimeProvider.System, NullLogger.Instance);
        _draining = new("hf1-ou0", _clients, _link, TimeProvider.System, NullLogger.Instance);
        _running = _link.RunAsync(_ending.Token);
    }

    void IManagementListener.Listed(IReadOnlyList<ConnectedClient> clients) => Interlocked.Increment(ref _lists);

    void IManagementListener.ClientChanged(ClientEvent happened) { }

    void IManagementListener.Counted(ManagementLine.ByteCount count) { }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _ending.Dispose();
        await _openVpn.DisposeAsync();
    }

    [Fact]
    public async Task Set_ClientsConnected_EachIsToldOnce()
    {
        await AttachAsync();
        Put(4, "c1");
        Put(7, "c2");

        _draining.Set(on: true, CancellationToken.None);

        await ExpectToldAsync(4);
        await ExpectToldAsync(7);
        _draining.Check(_clients.All(), CancellationToken.None);
        // It came back, because it knows no other server: it stays. Another one is told.
        _clients.Remove(4);
        _draining.Check([Put(9, "c1"), Put(10, "c3")], CancellationToken.None);
        await ExpectToldAsync(10);
    }

    [Fact]
    public async Task Check_NotDraining_TellsNobody()
    {
        await AttachAsync();
        _draining.Check([Put(4, "c1")], CancellationToken.None);
        _draining.Set(on: false, CancellationToken.None);

        _draining.Set(on: true, CancellationToken.None);
        await ExpectToldAsync(4);
        _draining.Set(on: false, CancellationToken.None);
        _draining.Check([Put(5, "c2")], CancellationToken.None);

        // The next command that is heard is of the next drain, and again for everybody.
        _clients.Remove(5);
        _draining.Set(on: true, CancellationToken.None);
        await ExpectToldAsync(4);
    }

    [Fact]
    public async Task Check_OpenVpnAway_IsToldWithTheNextList()
    {
        Put(4, "c1");
        _draining.Set(on: true, CancellationToken.None);
        await AttachAsync();

        _draining.Check(_clients.All(), CancellationToken.None);

        await ExpectToldAsync(4);
    }

    private ConnectedClient Put(long id, string name)
    {
        var client = new ConnectedClient(id, name, null, null, null, 0, 0, 1);
        _clients.Put(client);
        return client;
    }

    private async Task ExpectToldAsync(long id)
    {
        Assert.Equal($"client-kill {id} RESTART,[N]", await _openVpn.HearAsync());
        await _openVpn.SayAsync("SUCCESS: client-kill command succeeded\r\n");
    }

    private async Task AttachAsync()
    {
        await _openVpn.AcceptAsync();
        await _openVpn.SayAsync(FakeOpenVpn.Greeting);
        Assert.Equal("bytecount 5", await _openVpn.HearAsync());
        await _openVpn.SayAsync("SUCCESS: bytecount interval changed\r\n");
        Assert.Equal("status 3", await _openVpn.HearAsync());
        await _openVpn.SayAsync(EmptyList);
        await Eventually.TrueAsync("no list", () => Volatile.Read(ref _lists) > 0);
    }
}

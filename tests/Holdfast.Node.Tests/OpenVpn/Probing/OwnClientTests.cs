using System.Net;
using System.Net.Sockets;
using Holdfast.Node.OpenVpn.Probing;

namespace Holdfast.Node.Tests.OpenVpn.Probing;

public sealed class OwnClientTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public OwnClientTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Ask_ThreeTimesClosed_IsSilent()
    {
        var own = Own();
        await AskClosingAsync(own, isFull: false);
        await AskClosingAsync(own, isFull: false);
        Assert.False(own.IsSilent);

        await AskClosingAsync(own, isFull: false);

        Assert.True(own.IsSilent);
        own.Forget();
        Assert.False(own.IsSilent);
    }

    [Fact]
    public async Task Ask_ClosedByOneThatIsFull_SaysNothing()
    {
        var own = Own();
        for (var i = 0; i < 4; i++)
        {
            await AskClosingAsync(own, isFull: true);
        }

        Assert.False(own.IsSilent);
    }

    [Fact]
    public async Task Ask_FullAndGone_IsSilentAllTheSame()
    {
        var own = Own();
        _listener.Stop();
        for (var i = 0; i < 3; i++)
        {
            await own.AskAsync(isFull: true, logs: false, CancellationToken.None);
        }

        Assert.True(own.IsSilent);
    }

    [Fact]
    public async Task Ask_TcpThatWritesALog_IsAskedSeldom()
    {
        var own = Own();
        await AskClosingAsync(own, isFull: false, logs: true);
        for (var i = 1; i < OwnClient.TimesForOneOfLoggingTcp; i++)
        {
            await own.AskAsync(isFull: false, logs: true, CancellationToken.None);
        }

        Assert.False(_listener.Pending());
        await AskClosingAsync(own, isFull: false, logs: true);
    }

    [Fact]
    public async Task Ask_KeyThatIsNone_SaysNothing()
    {
        var own = new OwnClient(TestServices.Tcp, Long, TimeProvider.System);
        for (var i = 0; i < 4; i++)
        {
            await own.AskAsync(isFull: false, logs: false, CancellationToken.None);
        }

        Assert.False(own.IsSilent);
    }

    private OwnClient Own() =>
        new(
            TestServices.Tcp with
            {
                Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
                TlsCryptKey = Captured.Text(Captured.Key),
            },
            Long,
            TimeProvider.System
        );

    private async Task AskClosingAsync(OwnClient own, bool isFull, bool logs = false)
    {
        var asking = own.AskAsync(isFull, logs, CancellationToken.None);
        (await _listener.AcceptSocketAsync()).Dispose();
        await asking;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Mesh.Checks;

namespace Holdfast.Mesh.Tests.Checks;

public sealed class ServiceChecksTests : IDisposable
{
    private static readonly IPNetwork First = IPNetwork.Parse("10.0.0.1/32");
    private static readonly IPNetwork Second = IPNetwork.Parse("10.0.0.2/32");
    private static readonly CheckRules Rules = new() { Interval = TimeSpan.FromSeconds(2) };
    private readonly Asker _asker = new(Rules, TimeProvider.System);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ServiceChecksTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _asker.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public async Task Tcp_IsWellWhereSomethingListens()
    {
        Assert.Null(await AskAsync(CheckKind.Tcp, $"127.0.0.1:{Port}"));
        Assert.NotNull(await AskAsync(CheckKind.Tcp, $"127.0.0.1:{PortThatIsFree()}"));
    }

    [Theory]
    [InlineData("200 OK", true)]
    [InlineData("302 Found", true)]
    [InlineData("404 Not Found", false)]
    [InlineData("503 Away", false)]
    public async Task Http_IsWellByItsStatus(string status, bool isWell)
    {
        var answering = AnswerAsync($"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(isWell, await AskAsync(CheckKind.Http, $"http://127.0.0.1:{Port}/health") is null);
        await answering;
    }

    /// <summary>It takes connections, as the kernel does for a process that hangs, and says nothing.</summary>
    [Fact]
    public async Task Http_ThatHangs_IsNotWell() =>
        Assert.Equal("It takes longer than 1 s.", await AskAsync(CheckKind.Http, $"http://127.0.0.1:{Port}/"));

    [Theory]
    [InlineData("exit 0", null)]
    [InlineData("echo bad >&2; exit 3", "It ended with 3. bad")]
    [InlineData("sleep 30", "It takes longer than 1 s.")]
    public async Task Exec_IsWellByItsEnd(string command, string? why) =>
        Assert.Equal(why, await AskAsync(CheckKind.Exec, command));

    [Fact]
    public void Prefix_NeedsItsOwnChecks_AndThoseOfAll()
    {
        ServiceCheck forAll = new(null, CheckKind.Tcp, "a:1"),
            forFirst = new(First, CheckKind.Tcp, "b:1");
        using var checks = new ServiceChecks([forAll, forFirst], Rules, TimeProvider.System);
        Assert.False(checks.IsWell(First));

        Assert.True(checks.Take(forAll, null));
        Assert.False(checks.IsWell(First));
        Assert.True(checks.IsWell(Second));

        Assert.True(checks.Take(forFirst, null));
        Assert.True(checks.IsWell(First));
    }

    [Fact]
    public void Prefix_WithoutChecks_NeedsNothing()
    {
        using var checks = new ServiceChecks([new(First, CheckKind.Tcp, "a:1")], Rules, TimeProvider.System);

        Assert.Null(checks.IsWell(Second));
    }

    private async Task<string?> AskAsync(CheckKind kind, string target) =>
        await _asker.AskAsync(new(null, kind, target), TestContext.Current.CancellationToken);

    private async Task AnswerAsync(string answer)
    {
        using var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
    }

    private static int PortThatIsFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

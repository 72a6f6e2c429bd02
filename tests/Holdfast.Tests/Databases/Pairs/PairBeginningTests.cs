using Holdfast.Databases;
using Holdfast.Databases.Pairs;
using Holdfast.Homes;
using Holdfast.Single;
using Holdfast.Single.Rights;
using Holdfast.Testing.Waiting;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Databases.Pairs;

/// <summary>What a running server answers to the wish before anything is stopped. What it does is played in the lab.</summary>
public sealed class PairBeginningTests : IDisposable
{
    private static readonly FailoverRights User = new(new SystemUser("holdfast-failover", 990, 990), "");
    private readonly TestHome _home = new();
    private readonly TestTerminal _terminal = new();

    private HomeFolder Home => _home.Folder;

    public void Dispose() => _home.Dispose();

    [Fact]
    public Task Begin_DatabaseNamedAtTheStart_IsRefused() =>
        RefusedAsync(new ServerOptions { Database = new DatabaseSource("Host=a", null, null) }, User, "HF-1581");

    [Fact]
    public Task Begin_AgentIsRoot_IsRefused() =>
        RefusedAsync(new ServerOptions(), new FailoverRights(null, "there is no user"), "HF-2072");

    [Fact]
    public Task Begin_NoGroup_IsRefused() => RefusedAsync(new ServerOptions(), User, "HF-1580");

    [Theory]
    [InlineData("setup database", "HF-1502")]
    [InlineData("failover database secret", "HF-1502")]
    public async Task Command_NoServerRuns_SaysSo(string line, string problem)
    {
        HomeLayout.Make(_home.Make());

        Assert.Equal(ExitCodes.Refused, await _terminal.RunAsync(Home, line.Split(' ')));
        Assert.StartsWith(problem, _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetupDatabase_OnTheStandby_SaysThatItIsTheOther()
    {
        HomeLayout.Make(_home.Make());
        new Holdfast.Setup.StandbyPortal(new Uri("https://vpn.example.org"), Joined: true).Write(Home);

        Assert.Equal(ExitCodes.Refused, await _terminal.RunAsync(Home, "setup", "database"));
        Assert.StartsWith("HF-1587", _terminal.Error, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(ServerOptions options, FailoverRights rights, string problem)
    {
        HomeLayout.Make(_home.Make());
        using var stop = new CancellationTokenSource();
        await using var portal = new PortalSeat(
            () => throw new InvalidOperationException("It was stopped or started."),
            _terminal.Terminal(),
            TimeProvider.System,
            TimeSpan.Zero,
            stop.Token
        );
        var request = new PairRequest(Home);
        request.Make();

        var running = new PairBeginning(_terminal.At(Home), options, rights, portal, _ => true).RunAsync(stop.Token);
        await Eventually.TrueAsync(() => _terminal.Error, () => !request.IsOpen);
        await stop.CancelAsync();
        await running;

        Assert.StartsWith(problem, request.Said()[^1], StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Home.Failover, "database.json")));
    }
}

using Holdfast.Lab.Apps;
using Holdfast.Lab.Histories;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>Many clients of all kinds that are connected and stay so.</summary>
public sealed class Fleet : IAsyncDisposable
{
    /// <summary>As many sign in at once, each with several devices.</summary>
    private const int People = 4;

    private readonly TwoPortals _world;
    private readonly HistoryLog _log;
    private readonly List<FleetClient> _all = [];
    private readonly SemaphoreSlim _building = new(1);

    private Fleet(TwoPortals world, HistoryLog log) => (_world, _log) = (world, log);

    public IReadOnlyList<FleetClient> All => _all;

    public static async Task<Fleet> ConnectAsync(TwoPortals world, HistoryLog log, FleetSize size)
    {
        var fleet = new Fleet(world, log);
        try
        {
            await fleet.ConnectAsync(size);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends all traffic, and lets every app give its configuration back.</summary>
    /// <returns>What each had.</returns>
    public async Task<IReadOnlyList<Tunnel>> FinishAsync()
    {
        List<Tunnel> tunnels = [];
        foreach (var client in _all)
        {
            tunnels.Add(await client.FinishAsync());
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Parallel.ForEachAsync(
            _all,
            new ParallelOptions { MaxDegreeOfParallelism = People },
            async (client, _) => await client.LeaveAsync(limit.Token)
        );
        return tunnels;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _all)
        {
            await client.DisposeAsync();
        }

        _building.Dispose();
    }

    private async Task ConnectAsync(FleetSize size)
    {
        using var admin = _world.Admin(_world.First);
        IEnumerable<(string Name, string Type, bool Tcp)> wanted =
        [
            .. Enumerable.Range(1, size.WireGuard).Select(i => ($"wg{i}", AppConfiguration.WireGuard, false)),
            .. Enumerable.Range(1, size.OpenVpnUdp).Select(i => ($"udp{i}", AppConfiguration.OpenVpn, false)),
            .. Enumerable.Range(1, size.OpenVpnTcp).Select(i => ($"tcp{i}", AppConfiguration.OpenVpn, true)),
        ];
        await admin.SetAsync("apiConfigurations", size.Total);
        var shares = wanted.Select((one, i) => (one, i)).GroupBy(pair => pair.i % People, pair => pair.one).ToList();
        foreach (var share in shares)
        {
            await admin.AddUserAsync($"person{share.Key}", World.Password);
        }

        await Task.WhenAll(shares.Select(share => Task.Run(() => ConnectAsync($"person{share.Key}", share))));
        _world.Lab.Story.Good("clients", $"{size} are connected, and send all the time");
    }

    private async Task ConnectAsync(string person, IEnumerable<(string Name, string Type, bool Tcp)> share)
    {
        await using var browser = new Browser(_world.Clients);
        foreach (var (name, type, tcp) in share)
        {
            var host = await HostAsync(name);
            var app = await SignInAsync(browser, person, host, name);
            var client = await FleetClient.ConnectAsync(app, type, tcp, _world.Inside.Address4);
            lock (_all)
            {
                _all.Add(client);
            }
        }
    }

    /// <summary>The lab builds one host at a time.</summary>
    private async Task<Host> HostAsync(string name)
    {
        await _building.WaitAsync();
        try
        {
            return await _world.ClientAsync(name);
        }
        finally
        {
            _building.Release();
        }
    }

    private async Task<RecordedApp> SignInAsync(Browser browser, string person, Host host, string name)
    {
        var app = new EduVpnApp(host, TwoPortals.Address) { SendsAgain = false };
        await app.SignInAsync(browser, person, World.Password);
        return new RecordedApp(app, name, TwoPortals.Profile, _log);
    }
}

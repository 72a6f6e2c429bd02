using System.Diagnostics;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;
using Holdfast.Lab.Web;

namespace Holdfast.Bench.Takeovers.Simulated;

/// <summary>Many simulated clients on one host, each of which asks four times a second.</summary>
internal sealed class SimulatedCrowd : IAsyncDisposable
{
    /// <summary>People who sign in at the same time, each with many devices.</summary>
    private const int People = 4;

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(250);
    private const int Portions = 25;

    private readonly CancellationTokenSource _ending = new();
    private readonly List<SimulatedClient> _clients = [];
    private Task _asking = Task.CompletedTask;

    private SimulatedCrowd() { }

    public int Count => _clients.Count;

    public int Waiting => _clients.Count(client => client.Gap is null);

    /// <summary>Those of clients that have had an answer since.</summary>
    public IEnumerable<TimeSpan> Gaps => _clients.Select(client => client.Gap).OfType<TimeSpan>();

    public static async Task<SimulatedCrowd> ConnectAsync(SharedPair pair, Host host, int count)
    {
        var crowd = new SimulatedCrowd();
        using var admin = pair.Portals.Admin(pair.Portals.First);
        await admin.SetAsync("apiConfigurations", count);
        await Task.WhenAll(
            Enumerable
                .Range(0, People)
                .Select(person => Task.Run(() => crowd.ConnectAsync(pair, host, person, count / People)))
        );
        crowd._asking = Task.Run(crowd.AskAsync);
        return crowd;
    }

    public void Break() => _clients.ForEach(client => client.Break());

    /// <summary>Waits until all have had an answer since <see cref="Break"/>.</summary>
    public Task UntilAllAnsweredAsync(TimeSpan patience) =>
        Wait.UntilAsync("all clients to be answered", patience, () => Waiting == 0);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _asking;
        await Task.WhenAll(_clients.Select(client => client.DisposeAsync().AsTask()));
        _ending.Dispose();
    }

    private async Task ConnectAsync(SharedPair pair, Host host, int person, int count)
    {
        using var admin = pair.Portals.Admin(pair.Portals.First);
        await admin.AddUserAsync($"person{person}", World.Password);
        await using var browser = new Browser(host);
        for (var i = 0; i < count; i++)
        {
            await using var app = new EduVpnApp(host, TwoPortals.Address);
            await app.SignInAsync(browser, $"person{person}", World.Password);
            var configuration = await app.ConnectAsync(
                TwoPortals.Profile,
                preferTcp: false,
                AppConfiguration.WireGuard
            );
            var client = new SimulatedClient(host, configuration, pair.Portals.Inside.Address4);
            lock (_clients)
            {
                _clients.Add(client);
            }
        }
    }

    /// <summary>Evenly over the time, so that none waits for the others.</summary>
    private async Task AskAsync()
    {
        for (var portion = 0; !_ending.IsCancellationRequested; portion = (portion + 1) % Portions)
        {
            for (var i = portion; i < _clients.Count; i += Portions)
            {
                _clients[i].Ask();
            }

            await Task.Delay(Round / Portions, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

using Holdfast.Lab.Apps;
using Holdfast.Lab.Histories;
using Holdfast.Lab.Waiting;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>Apps that connect again and again, now with this protocol, now with that, and sometimes disconnect.</summary>
public sealed class Newcomers : IAsyncDisposable
{
    private const int RefreshEvery = 10;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<RecordedApp> _apps;
    private readonly HistoryLog _log;
    private readonly Task _running;

    private Newcomers(IReadOnlyList<RecordedApp> apps, HistoryLog log)
    {
        (_apps, _log) = (apps, log);
        _running = Task.WhenAll(apps.Select((app, i) => Task.Run(() => RunAsync(app, i))));
    }

    public static async Task<Newcomers> StartAsync(TwoPortals world, HistoryLog log, int count)
    {
        using var admin = world.Admin(world.First);
        await admin.AddUserAsync("newcomer", World.Password);
        await using var browser = new Browser(world.Clients);
        List<RecordedApp> apps = [];
        for (var i = 0; i < count; i++)
        {
            var app = new EduVpnApp(world.Clients, TwoPortals.Address) { SendsAgain = false };
            await app.SignInAsync(browser, "newcomer", World.Password);
            await app.HangUpAsync();
            apps.Add(new RecordedApp(app, $"new{i}", TwoPortals.Profile, log));
        }

        return new Newcomers(apps, log);
    }

    /// <summary>Waits until so many more of their calls were answered as wished.</summary>
    public Task UntilAnsweredAsync(int more) => UntilAsync($"{more} calls to succeed", more, call => call.Succeeded);

    /// <summary>Waits until so many more of their calls have failed.</summary>
    public Task UntilFailedAsync(int more) => UntilAsync($"{more} calls to fail", more, call => !call.Succeeded);

    /// <summary>Ends, after a last connect of each.</summary>
    public async Task FinishAsync()
    {
        await _stop.CancelAsync();
        await _running;
        using var limit = new CancellationTokenSource(Patience);
        await Task.WhenAll(_apps.Select(app => app.ConnectAsync(AppConfiguration.WireGuard, false, limit.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task UntilAsync(string what, int more, Func<Call, bool> counts)
    {
        var before = _log.Count(counts);
        await Wait.UntilAsync(what, Patience, () => _log.Count(counts) >= before + more);
    }

    private async Task RunAsync(RecordedApp app, int number)
    {
        for (var turn = number; !_stop.IsCancellationRequested; turn++)
        {
            if (turn % RefreshEvery == 0)
            {
                app.App.SpoilAccessToken();
            }

            await WishAsync(app, turn);
            await Task.Delay(Pace, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task WishAsync(RecordedApp app, int turn) =>
        (turn % 7, turn % 5) switch
        {
            (3, _) => app.DisconnectAsync(_stop.Token),
            (_, 0) => app.ConnectAsync(AppConfiguration.OpenVpn, false, _stop.Token),
            _ => app.ConnectAsync(AppConfiguration.WireGuard, false, _stop.Token),
        };
}

using Holdfast.Lab.Apps;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>Apps that connect again and again, each making a failed call once more, until they are told to stop.</summary>
public sealed class Crowd : IAsyncDisposable
{
    private readonly TwoPortals _world;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<AppCalls> _calls;
    private readonly Task _running;

    /// <param name="pause">Between the calls of one app; zero: as fast as it goes.</param>
    public Crowd(TwoPortals world, IReadOnlyList<EduVpnApp> apps, TimeSpan pause)
    {
        _world = world;
        _calls = [.. apps.Select(app => new AppCalls(app, TwoPortals.Profile))];
        _running = Task.WhenAll(_calls.Select(one => Task.Run(() => one.RunAsync(pause, _stop.Token))));
    }

    /// <summary>Signs apps in for it.</summary>
    public static async Task<IReadOnlyList<EduVpnApp>> AppsAsync(TwoPortals world, int count)
    {
        List<EduVpnApp> apps = [];
        for (var i = 0; i < count; i++)
        {
            apps.Add(world.Lab.Own(await world.SignInAsync($"user{i}")));
        }

        return apps;
    }

    /// <summary>Ends it.</summary>
    public async Task ExpectNoFailureAsync()
    {
        await _stop.CancelAsync();
        await _running;
        var (all, again) = (_calls.Sum(c => c.Calls), _calls.Sum(c => c.Retried));
        var failed = _calls.SelectMany(c => c.Failed).ToList();
        _world.Lab.Story.Expect(
            failed.Count == 0,
            "clients",
            $"{all} calls, {again} of them made twice, none failed twice",
            string.Join("; ", failed)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}

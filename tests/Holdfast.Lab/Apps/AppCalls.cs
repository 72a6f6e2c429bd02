using System.Diagnostics;
using System.Net.Sockets;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Apps;

/// <summary>
/// An app that connects again and again, and makes a call that fails once more: as people do, and as apps do. Every tenth time it
/// needs a new access token first.
/// </summary>
/// <param name="app">Must not send again by itself, so that each failure is counted here.</param>
public sealed class AppCalls(EduVpnApp app, string profile)
{
    private const int RefreshEvery = 10;

    public int Calls { get; private set; }

    /// <summary>Calls that failed, and were made again.</summary>
    public int Retried { get; private set; }

    /// <summary>Calls that failed also the second time, with the reason.</summary>
    public List<string> Failed { get; } = [];

    public List<TimeSpan> Durations { get; } = [];

    /// <param name="pause">From the beginning of one call to the beginning of the next; zero: as fast as it goes.</param>
    public async Task RunAsync(TimeSpan pause, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        while (!stop.IsCancellationRequested)
        {
            if (Calls % RefreshEvery == RefreshEvery - 1)
            {
                app.SpoilAccessToken();
            }

            var began = clock.Elapsed;
            await CallAsync();
            Durations.Add(clock.Elapsed - began);
            var left = (pause * Calls) - clock.Elapsed;
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CallAsync()
    {
        Calls++;
        if (await TryAsync() is null)
        {
            return;
        }

        Retried++;
        if (await TryAsync() is { } reason)
        {
            Failed.Add(reason);
        }
    }

    /// <returns>Why it failed; null: it did not.</returns>
    private async Task<string?> TryAsync()
    {
        try
        {
            var answer = await app.TryConnectAsync(profile, preferTcp: false, AppConfiguration.WireGuard);
            return answer.Status == 200 ? null : $"{answer}";
        }
        catch (Exception broken)
            when (broken is IOException or SocketException or OperationCanceledException or LabException)
        {
            return broken.Message;
        }
    }
}

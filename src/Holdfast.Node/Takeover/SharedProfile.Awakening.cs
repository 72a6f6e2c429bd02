using Holdfast.Linux.WireGuard;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Takeover;

/// <summary>The handshakes of a takeover.</summary>
internal sealed partial class SharedProfile
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private async Task AwakenAsync(IReadOnlyList<Sighting> clients, TimeSpan wait, CancellationToken cancel)
    {
        if (wait > TimeSpan.Zero)
        {
            Log.WaitsForClock(_log, Service.Interface, wait.TotalSeconds);
            await Task.Delay(wait, _time, cancel);
        }

        var awakening = new Awakening(clients, Now());
        var looked = Now();
        var answered = 0;
        while (!awakening.IsOver)
        {
            try
            {
                await BeginAsync(awakening, cancel);
                if (Now() - looked >= LookEvery)
                {
                    answered += await EndAsync(awakening, cancel);
                    looked = Now();
                }
            }
            catch (DeviceException broken)
            {
                // It is made anew with all its peers, and the clients begin by themselves.
                Log.AwakeningFailed(_log, Service.Interface, broken);
                return;
            }

            await Task.Delay(Turn, _time, cancel);
        }

        Log.Awoken(_log, Service.Interface, answered, clients.Count);
    }

    private async Task BeginAsync(Awakening awakening, CancellationToken cancel)
    {
        var due = awakening.Begin(Now());
        if (due.Count > 0 && _device() is { } device)
        {
            await device.AwakenAsync(due, cancel);
        }
    }

    /// <returns>How many have answered.</returns>
    private async Task<int> EndAsync(Awakening awakening, CancellationToken cancel)
    {
        if (_device() is not { } device || await device.ReadAsync(cancel) is not { } peers)
        {
            return 0;
        }

        HashSet<Guid> answered =
        [
            .. peers.Where(one => one.State.LastHandshake is not null).Select(one => one.Peer.ConfigurationId),
        ];
        var over = awakening.End(answered, Now());
        if (over.Count > 0)
        {
            await device.CalmAsync(over, cancel);
        }

        return over.Count(answered.Contains);
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.Takeover,
            LogLevel.Information,
            "{Device}: active; begins handshakes with {Count} clients"
        )]
        public static partial void Takeover(ILogger logger, string device, int count);

        [LoggerMessage(EventIds.Awoken, LogLevel.Information, "{Device}: {Answered} of {Count} clients have answered")]
        public static partial void Awoken(ILogger logger, string device, int answered, int count);

        [LoggerMessage(EventIds.Silenced, LogLevel.Information, "{Device}: not active any more, says nothing")]
        public static partial void Silenced(ILogger logger, string device);

        [LoggerMessage(
            EventIds.ClockBehind,
            LogLevel.Warning,
            "{Device}: the clock is {Seconds:0.0} s behind that of another node; clients would refuse handshakes and have to begin by themselves"
        )]
        public static partial void ClockBehind(ILogger logger, string device, double seconds);

        [LoggerMessage(
            EventIds.WaitsForClock,
            LogLevel.Warning,
            "{Device}: the clock is behind that of another node; waits {Seconds:0.0} s, for clients refuse earlier handshakes"
        )]
        public static partial void WaitsForClock(ILogger logger, string device, double seconds);

        [LoggerMessage(EventIds.SourceRefused, LogLevel.Error, "{Device}: its source address cannot be set")]
        public static partial void SourceRefused(ILogger logger, string device, Exception exception);

        [LoggerMessage(EventIds.AwakeningFailed, LogLevel.Warning, "{Device}: the handshakes of the takeover failed")]
        public static partial void AwakeningFailed(ILogger logger, string device, Exception exception);
    }
}

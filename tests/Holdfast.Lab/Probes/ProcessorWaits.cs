using System.Globalization;
using Holdfast.Lab.Histories;
using Holdfast.Lab.Stories;

namespace Holdfast.Lab.Probes;

/// <summary>
/// Looks how long the programs that carry tunnels wait for a processor: a test machine that is too busy to run them makes silences that
/// are nobody's fault. A process that is stopped, blocked or dead does not wait.
/// </summary>
public sealed class ProcessorWaits : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Shorter waits are everyday.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromMilliseconds(50);

    private static readonly IReadOnlySet<string> Carriers = new HashSet<string> { "openvpn", "wireguard-go" };

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Starved> _starved = [];
    private readonly Dictionary<int, TimeSpan> _waits = [];
    private readonly Story _story;
    private readonly Task _work;

    public ProcessorWaits(Story story)
    {
        _story = story;
        _work = WatchAsync();
    }

    public IReadOnlyList<Starved> Starved
    {
        get
        {
            lock (_gate)
            {
                return [.. _starved];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        var looked = _story.Elapsed;
        while (!_stop.IsCancellationRequested)
        {
            var seen = new Span(looked, _story.Elapsed);
            Look(seen);
            looked = seen.To;
            await Task.Delay(Interval, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Look(Span seen)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process)
                && WaitOf(folder) is { } wait
            )
            {
                Remember(process, wait, seen);
            }
        }
    }

    private void Remember(int process, TimeSpan wait, Span seen)
    {
        var before = _waits.GetValueOrDefault(process, wait);
        _waits[process] = wait;
        if (wait - before < Noticed)
        {
            return;
        }

        lock (_gate)
        {
            _starved.Add(new Starved(process, seen, wait - before));
        }
    }

    /// <summary>proc_pid_schedstat(5): nanoseconds on a processor, nanoseconds ready but waiting, number of turns.</summary>
    /// <returns>Null: it carries no tunnel, or has ended.</returns>
    private static TimeSpan? WaitOf(string folder)
    {
        try
        {
            return
                Carriers.Contains(File.ReadAllText($"{folder}/comm").Trim())
                && File.ReadAllText($"{folder}/schedstat").Split(' ') is [_, var waited, ..]
                && long.TryParse(waited, CultureInfo.InvariantCulture, out var nanoseconds)
                ? TimeSpan.FromMicroseconds(nanoseconds / 1000)
                : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

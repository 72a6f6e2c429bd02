using System.Globalization;
using System.Net;
using Holdfast.Failover.Members;
using Holdfast.Linux.Processes;

namespace Holdfast.Failover.Hooks;

/// <summary>
/// Lets an executable of the administrator's make true that a unit's addresses are here, where announcing them does nothing: in clouds.
/// Reconciled, never one shot: while active it is called again until it succeeds, and then every now and then, for somebody else may have
/// moved the addresses since. Never on the agent's thread.
/// </summary>
internal sealed class AddressHook : IAsyncDisposable
{
    private readonly string _program;
    private readonly int _vrid;
    private readonly IReadOnlyList<IPAddress> _addresses;
    private readonly HookPatience _patience;
    private readonly TimeProvider _time;
    private readonly Action<HookResult> _told;
    private readonly ProgramRunner _runner;
    private readonly SemaphoreSlim _news = new(0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _work;
    private volatile HookWish? _wish;

    /// <param name="told">Hears of each call, from another thread.</param>
    public AddressHook(
        string program,
        int vrid,
        IReadOnlyList<IPAddress> addresses,
        HookPatience patience,
        TimeProvider time,
        Action<HookResult> told
    )
    {
        (_program, _vrid, _addresses, _patience) = (program, vrid, addresses, patience);
        (_time, _told, _runner) = (time, told, new ProgramRunner(time));
        _work = Task.Run(WorkAsync);
    }

    /// <summary>From any thread; returns at once. A call for an older wish is killed.</summary>
    public void Want(bool active, Epoch epoch)
    {
        var before = _wish;
        if (before is null ? active : (before.Active, before.Epoch) != (active, epoch) && (active || before.Active))
        {
            _wish = new HookWish(active, epoch);
            before?.End();
            _news.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _work;
        _wish?.Dispose();
        _news.Dispose();
        _ending.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            var pause = Timeout.InfiniteTimeSpan;
            while (true)
            {
                await WaitAsync(pause);
                pause = _wish is { } wish ? await FulfilAsync(wish) : Timeout.InfiniteTimeSpan;
            }
        }
        catch (OperationCanceledException)
        {
            // The agent ends.
        }
    }

    /// <summary>Until there is another wish, or for so long.</summary>
    private async Task WaitAsync(TimeSpan pause)
    {
        using var timer = new CancellationTokenSource(pause, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, _ending.Token);
        try
        {
            await _news.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!_ending.IsCancellationRequested)
        {
            // It is time.
        }
    }

    /// <returns>After how much of time it is done again.</returns>
    private async Task<TimeSpan> FulfilAsync(HookWish wish)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(wish.Ended, _ending.Token);
        try
        {
            var trouble = await CallAsync(wish, either.Token);
            _told(new HookResult(wish.Active, trouble));
            wish.Calls++;
            return !wish.Active && (trouble is null || wish.Calls >= _patience.GoodbyeCalls) ? Timeout.InfiniteTimeSpan
                : trouble is null ? _patience.Again
                : _patience.Retry;
        }
        catch (OperationCanceledException) when (!_ending.IsCancellationRequested)
        {
            // There is another wish, which was told already.
            return Timeout.InfiniteTimeSpan;
        }
    }

    /// <returns>What is wrong; null: nothing.</returns>
    private async Task<string?> CallAsync(HookWish wish, CancellationToken cancel)
    {
        string[] arguments =
        [
            wish.Active ? "active" : "standby",
            _vrid.ToString(CultureInfo.InvariantCulture),
            $"{wish.Epoch}",
            .. _addresses.Select(address => $"{address}"),
        ];
        try
        {
            var run = new ProgramRun(_program, arguments) { Timeout = _patience.Call, OutputLimit = 4096 };
            var result = await _runner.RunAsync(run, cancel);
            return result.Succeeded ? null
                : result.TimedOut ? "it took too long and was killed"
                : HookWords.Of(result);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return HookWords.Clean(e.Message);
        }
    }
}

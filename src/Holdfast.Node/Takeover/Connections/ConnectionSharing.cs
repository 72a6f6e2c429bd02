using System.Net;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Takeover.Connections;

/// <summary>
/// Lets the other node of the group know the connections that this one translates, so that they go on there after a takeover. Being
/// disposed leaves conntrackd alone.
/// </summary>
internal sealed class ConnectionSharing : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ending = new();
    private readonly Conntrackd _program;
    private readonly int _port;
    private readonly Action _moved;
    private readonly TimeProvider _time;
    private readonly Task _work;
    private volatile RoleNotice? _notice;
    private volatile ConnectionWay? _way;
    private volatile Problem? _trouble;
    private volatile bool _mayLack;

    /// <param name="folder">For the program's files.</param>
    /// <param name="port">UDP.</param>
    /// <param name="moved">Called when <see cref="Way"/> is another one.</param>
    public ConnectionSharing(string folder, int port, Action moved, TimeProvider time, ILogger log)
    {
        (_program, _port, _moved, _time) = (new Conntrackd(folder, time, log), port, moved, time);
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Null: not known yet, or there is none.</summary>
    public ConnectionWay? Way => _way;

    /// <summary>Why the other node does not know the connections; null: it does.</summary>
    public Problem? Trouble => _trouble;

    /// <param name="notice">Null: no agent tells now, and all stays as it is.</param>
    public void Follow(RoleNotice? notice)
    {
        if (notice is not null)
        {
            // What the other said while this machine was away is lost.
            _mayLack |=
                _notice is { } before
                && notice.Units.Any(unit => IsStandby(unit) && !before.Units.Any(SameIsStandby(unit)));
            _notice = notice;
        }
    }

    /// <summary>Ends the program too.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        await DisposeAsync();
        await _program.StopAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _work;
        _ending.Dispose();
    }

    private async Task WorkAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                _trouble = await TendAsync(_ending.Token);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _trouble = TakeoverProblems.ConnectionsNotShared.At("", e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(LookEvery, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Problem?> TendAsync(CancellationToken cancel)
    {
        if (_notice is not { } notice)
        {
            return null;
        }

        FindWay(notice);
        if (_way is not { } way)
        {
            await _program.StopAsync(cancel);
            return NoWay(notice);
        }

        return await _program.EnsureAsync(way, Ignored(way, notice), cancel) ?? await CatchUpAsync(cancel);
    }

    /// <summary>It stays while the members are the same: a cable that is pulled is no reason to end all.</summary>
    private void FindWay(RoleNotice notice)
    {
        if (_way is { } known && notice.Others is [var other] && other.Addresses.Contains(known.Other))
        {
            return;
        }

        var found = ConnectionWay.To(notice.Others, _port);
        if (found != _way)
        {
            _way = found;
            _moved();
        }
    }

    private async Task<Problem?> CatchUpAsync(CancellationToken cancel)
    {
        if (!_mayLack)
        {
            return null;
        }

        _mayLack = false;
        return await _program.AskAsync(cancel);
    }

    private static Problem NoWay(RoleNotice notice) =>
        notice.Others.Count > 1
            ? TakeoverProblems.ConnectionsOfTwo.At("", $"There are {notice.Others.Count + 1}.")
            : TakeoverProblems.ConnectionsNotShared.At("", "There is no way to the other node.");

    /// <summary>Connections with the nodes themselves.</summary>
    private static List<IPAddress> Ignored(ConnectionWay way, RoleNotice notice) =>
        [
            way.Own,
            .. notice.Others.SelectMany(other => other.Addresses),
            .. notice.Units.SelectMany(unit => unit.Addresses).Select(placed => placed.Address),
        ];

    private static bool IsStandby(UnitNotice unit) => unit.Role == UnitRole.Standby;

    private static Func<UnitNotice, bool> SameIsStandby(UnitNotice unit) =>
        before => before.Vrid == unit.Vrid && IsStandby(before);
}

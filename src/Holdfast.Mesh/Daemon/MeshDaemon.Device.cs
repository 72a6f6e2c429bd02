using System.Net;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.WireGuard;
using Holdfast.Mesh.Checks;
using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Control;
using Holdfast.Mesh.Core;
using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Core.Events;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Daemon;

/// <summary>What the machine has decided, made real; and what an administrator asks for.</summary>
internal sealed partial class MeshDaemon
{
    /// <summary>Between two looks at the device, and two tries to make it.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>Whoever commands waits so long; what comes may be dropped when much comes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ReceivedBytes _received = new();
    private Dictionary<HostId, IPEndPoint> _addresses = [];
    private TimeSpan _nextTry;
    private TimeSpan _nextLook;
    private bool _mustOpen;
    private bool _hasTidied;

    /// <summary>A member is reached elsewhere than before.</summary>
    private bool HasMoved()
    {
        var addresses = machine
            .Members.Where(member => member.Address is not null)
            .ToDictionary(member => member.Record.Host, member => member.Address!);
        var moved =
            addresses.Count != _addresses.Count
            || addresses.Any(pair => !pair.Value.Equals(_addresses.GetValueOrDefault(pair.Key)));
        _addresses = addresses;
        return moved;
    }

    private async Task ApplyAsync(CancellationToken cancel)
    {
        if (Now < _nextTry)
        {
            return;
        }

        try
        {
            var isNew = _mustOpen;
            if (_mustOpen)
            {
                await tunnel.OpenAsync(cancel);
                _mustOpen = false;
            }

            var mayRemove = _joined is { } joined && Now - joined > OldPeers;
            await tunnel.ApplyAsync(Plan(), mayRemove, cancel);
            _isStale = false;
            if (isNew)
            {
                Post(stop => HandleAsync(new TunnelMade(), stop));
            }
        }
        catch (Exception e) when (e is DeviceException or NetlinkException)
        {
            Log.DeviceRefused(logger, e.Message);
            (_isStale, _mustOpen, _nextTry) = (true, true, Now + Retry);
        }
    }

    private async Task ReopenAsync(Reopen reopen, CancellationToken cancel)
    {
        try
        {
            await tunnel.ReopenAsync(reopen.Record.Key, cancel);
            if (reopen.IsFirst)
            {
                Log.Reopened(logger, reopen.Record.Name);
            }
        }
        catch (DeviceException e)
        {
            Log.DeviceRefused(logger, e.Message);
            (_isStale, _mustOpen) = (true, true);
        }
    }

    /// <summary>Where WireGuard is a process, it may have died: it is started again, with all that it knew.</summary>
    private async Task LookAfterAsync(CancellationToken cancel)
    {
        if (Now < _nextLook)
        {
            return;
        }

        _nextLook = Now + Retry;
        meters.Show(Status());
        if (_mustOpen || !await tunnel.IsWellAsync(cancel))
        {
            (_isStale, _mustOpen) = (true, true);
        }

        // Peers of an earlier life may go some time after joining, though nothing else changes.
        if (!_hasTidied && _joined is { } joined && Now - joined > OldPeers)
        {
            (_isStale, _hasTidied) = (true, true);
        }
    }

    /// <summary>Costs nothing while all answers come in time.</summary>
    private async Task ListenToTunnelAsync(CancellationToken cancel)
    {
        if (machine.IsInDoubt(Now) && _received.Look(Now, await tunnel.ReadPeersAsync(cancel)) is { Count: > 0 } keys)
        {
            await HandleAsync(new Carried(keys), cancel);
        }
    }

    private List<PlannedPeer> Plan()
    {
        var members = machine.Members.Where(m => m.Status != HostStatus.Left && m.Address is not null).ToList();
        var outside = members.Select(member => member.Address!.Address).ToList();
        var own = machine.Own.Claims.Select(claim => claim.Prefix).ToHashSet();
        var held = machine
            .Holdings.Where(holding => holding.Holder is not null && !own.Contains(holding.Prefix))
            .Where(holding => IsAccepted(holding, outside))
            .ToLookup(holding => holding.Holder!.Value, holding => holding.Prefix);
        return
        [
            .. members.Select(member => new PlannedPeer(
                member.Record.Key,
                new IPEndPoint(member.Address!.Address, member.Record.WireGuardPort),
                Prefixes.Single(mesh.OwnAddress(member.Record.Host)),
                held[member.Record.Host].ToHashSet()
            )),
        ];
    }

    /// <summary>Said once of each prefix.</summary>
    private bool IsAccepted(Holding holding, IReadOnlyList<IPAddress> outside)
    {
        if (PrefixPolicy.Refuses(holding.Prefix, mesh.OwnAddresses, outside) is not { } why)
        {
            _ignored.Remove(holding.Prefix);
            return true;
        }

        if (_ignored.TryAdd(holding.Prefix, why))
        {
            Log.PrefixIgnored(logger, holding.Prefix, why);
        }

        return false;
    }

    private async Task OnCheckedAsync(ServiceCheck check, string? why, CancellationToken cancel)
    {
        if (!checks.Take(check, why))
        {
            return;
        }

        Log.ServiceChanged(logger, check, why is null ? "is well" : $"fails: {why}");
        foreach (var prefix in machine.OwnPrefixes.ToList())
        {
            await HandleAsync(new ServiceChecked(prefix, checks.IsWell(prefix) ?? true), cancel);
        }
    }

    private async Task<ControlAnswer> ObeyAsync(ControlRequest request)
    {
        var answer = new TaskCompletionSource<ControlAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(async cancel => answer.SetResult(await ObeyAsync(request, cancel)));
        try
        {
            return await answer.Task.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            return new($"It is too busy: it has not answered for {Patience.TotalSeconds} s.", Status: null);
        }
    }

    private async Task<ControlAnswer> ObeyAsync(ControlRequest request, CancellationToken cancel)
    {
        if (Refusal(request) is { } why)
        {
            return new(why, Status: null);
        }

        MeshEvent? what = request.Command switch
        {
            ControlCommand.Drain => new DrainAsked(request.Prefix, Drain: true),
            ControlCommand.Resume => new DrainAsked(request.Prefix, Drain: false),
            ControlCommand.Claim => new Claimed(
                new(request.Prefix!.Value, request.Kind, request.Priority, checks.IsWell(request.Prefix.Value) == false)
            ),
            ControlCommand.Withdraw => new Withdrawn(request.Prefix!.Value),
            _ => null,
        };
        if (what is not null)
        {
            await HandleAsync(what, cancel);
        }

        return new(Refused: null, Status());
    }

    private MeshStatus Status() => StatusView.Of(machine, mesh, Now, tunnel.Kind, _ignored, checks, [.. _history]);

    private string? Refusal(ControlRequest request)
    {
        var claims = machine.Own.Claims;
        var isOwn = request.Prefix is { } prefix && claims.Any(claim => claim.Prefix == prefix);
        return request.Command switch
        {
            ControlCommand.Claim when request.Prefix is null => "Which prefix?",
            ControlCommand.Claim when !isOwn && claims.Length >= HostRecord.MostClaims =>
                $"A host may claim {HostRecord.MostClaims} prefixes.",
            ControlCommand.Claim => OptionRules.TooWide(request.Prefix!.Value),
            ControlCommand.Withdraw when !isOwn => $"This host does not claim {request.Prefix}.",
            ControlCommand.Drain or ControlCommand.Resume when request.Prefix is { } some && !isOwn =>
                $"This host does not claim {some}.",
            _ => null,
        };
    }
}

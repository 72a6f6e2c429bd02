using System.Net;
using System.Threading.Channels;
using Holdfast.Mesh.Checks;
using Holdfast.Mesh.Control;
using Holdfast.Mesh.Core;
using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Core.Events;
using Holdfast.Mesh.Durable;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Sealing;
using Microsoft.Extensions.Logging;

namespace Holdfast.Mesh.Daemon;

/// <summary>
/// Around the machine: time, sockets, the device. All of it goes through one line of work, one thing after the other, so that nothing
/// needs a lock, and a slow name server or a slow disk holds up nobody.
/// </summary>
internal sealed partial class MeshDaemon(
    MeshOptions options,
    MeshHome home,
    MeshKey mesh,
    MeshMachine machine,
    Wire wire,
    Sockets sockets,
    Greeter greeter,
    Tunnel tunnel,
    ServiceChecks checks,
    MeshMeters meters,
    TimeProvider time,
    ILogger logger
)
{
    private const int MostHistory = 100;

    /// <summary>More are dropped, as the network may drop them too.</summary>
    private const int MostWaiting = 4096;

    /// <summary>Datagrams of a stranger's that are looked at in a second: greetings are few.</summary>
    private const int StrangersShare = 100;

    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>The others have so long to say that they send their packets elsewhere, before they are left all the same.</summary>
    private static readonly TimeSpan LongestYield = TimeSpan.FromSeconds(3);

    /// <summary>Within which the others hear that we leave.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(300);

    /// <summary>From joining on, until which peers of an earlier life are kept though nobody has told of them.</summary>
    private static readonly TimeSpan OldPeers = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan KeepInterval = TimeSpan.FromSeconds(5);
    private readonly Channel<Func<CancellationToken, Task>> _work = Channel.CreateBounded<
        Func<CancellationToken, Task>
    >(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly Dictionary<IPNetwork, string> _ignored = [];
    private readonly List<SwitchEntry> _history = [];
    private readonly HashSet<IPAddress> _strangers = [];
    private readonly Hooks _hooks = new(options.Hook, options.Device, time, logger);
    private readonly Doorman _door = new(StrangersShare, time);
    private IReadOnlyList<IPEndPoint> _kept = [];
    private readonly TaskCompletionSource _yielded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isYielding;
    private TimeSpan? _joined;
    private TimeSpan _nextGreeting;
    private TimeSpan _nextKeeping;
    private int _switches;
    private bool _isStale = true;

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>Runs until cancelled; then says goodbye, and takes the device away.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var ending = new CancellationTokenSource();
        await using var control = ControlServer.Start(home.Socket, ObeyAsync);
        Log.Started(
            logger,
            options.Name,
            machine.Self.ToString(),
            options.Listen,
            mesh.OwnAddress(machine.Self),
            tunnel.Kind
        );
        var all = Task.WhenAll(
            WorkAsync(ending.Token),
            _hooks.RunAsync(ending.Token),
            TickAsync(ending.Token),
            greeter.LookUpAsync((name, why) => Log.NameUnknown(logger, name, why), ending.Token),
            sockets.ListenOutsideAsync(OnOutside, ending.Token),
            sockets.ListenInsideAsync(OnInside, ending.Token),
            checks.RunAsync((check, why) => Post(stop => OnCheckedAsync(check, why, stop)), ending.Token)
        );
        await Task.WhenAny(Task.Delay(Timeout.InfiniteTimeSpan, time, cancel), all);
        Post(YieldAsync);
        await Task.WhenAny(_yielded.Task, Task.Delay(LongestYield, time, CancellationToken.None), all);
        Post(stop => HandleAsync(new Leaving(), stop));
        await Task.WhenAny(Task.Delay(Farewell, time, CancellationToken.None), all);
        await ending.CancelAsync();
        await all;
        if (await tunnel.RemoveAsync(CancellationToken.None) is { } why)
        {
            Log.IfDownFailed(logger, why);
        }

        Log.Stopped(logger);
    }

    private void Post(Func<CancellationToken, Task> work) => _work.Writer.TryWrite(work);

    private async Task WorkAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var work in _work.Reader.ReadAllAsync(cancel))
            {
                await work(cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    /// <summary>It goes on carrying until all have said that they send elsewhere, where there is somebody else.</summary>
    private Task YieldAsync(CancellationToken cancel)
    {
        _isYielding = true;
        return HandleAsync(new DrainAsked(Prefix: null, Drain: true), cancel);
    }

    private async Task TickAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TickInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel))
            {
                Post(OnTickAsync);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task OnTickAsync(CancellationToken cancel)
    {
        await LookAfterAsync(cancel);
        await ListenToTunnelAsync(cancel);
        await HandleAsync(new Tick(), cancel);
        if (_joined is null && machine.HasJoined)
        {
            _joined = Now;
            Log.Joined(
                logger,
                machine.Members.Count,
                string.Join(", ", machine.Own.Claims.Select(claim => claim.Prefix))
            );
        }

        if (_isYielding && machine.IsAgreed)
        {
            _yielded.TrySetResult();
        }

        Greet();
        Keep();
    }

    private void Greet()
    {
        if (Now < _nextGreeting)
        {
            return;
        }

        _nextGreeting = Now + Greeter.Pause;
        var present = machine.Members.Where(m => m.Status == HostStatus.Alive).Select(m => m.Address).ToHashSet();
        foreach (var target in greeter.Targets.Where(target => !present.Contains(target)))
        {
            wire.Greet(target, machine.Own);
        }
    }

    private void Keep()
    {
        if (Now < _nextKeeping)
        {
            return;
        }

        _nextKeeping = Now + KeepInterval;
        var addresses = machine
            .Members.Where(member => member.Status == HostStatus.Alive)
            .Select(member => member.Address)
            .OfType<IPEndPoint>()
            .OrderBy(address => address.ToString(), StringComparer.Ordinal)
            .ToList();
        if (addresses.Count == 0 || addresses.SequenceEqual(_kept))
        {
            return;
        }

        try
        {
            MembersFile.Write(home.Members, addresses);
            _kept = addresses;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, e.Message);
        }
    }

    private void OnOutside(byte[] datagram, IPEndPoint source)
    {
        if (!_door.Admits(source))
        {
            return;
        }

        Post(async cancel =>
        {
            var strangers = wire.Strangers;
            var events = wire.ReadOutside(datagram, source, machine.Own);
            if (wire.Strangers > strangers && _strangers.Count < MostHistory && _strangers.Add(source.Address))
            {
                Log.Stranger(logger, source.Address, wire.Strangers);
            }

            if (events.Any(what => what is Heard))
            {
                _door.Know(source);
            }

            await HandleAsync(events, cancel);
        });
    }

    private void OnInside(byte[] datagram, IPEndPoint source) =>
        Post(cancel => HandleAsync(wire.ReadInside(datagram), cancel));

    private async Task HandleAsync(IReadOnlyList<MeshEvent> events, CancellationToken cancel)
    {
        foreach (var what in events)
        {
            await HandleAsync(what, cancel);
        }
    }

    private async Task HandleAsync(MeshEvent what, CancellationToken cancel)
    {
        var began = Now;
        var actions = machine.Handle(began, what);
        _isStale |=
            what is Met
            || actions.Any(action => action is HolderChanged or StatusChanged)
            || (what is Tick && HasMoved());
        if (_isStale)
        {
            await ApplyAsync(cancel);
        }

        foreach (var reopen in actions.OfType<Reopen>())
        {
            await ReopenAsync(reopen, cancel);
        }

        foreach (var action in actions)
        {
            Do(action, began);
        }
    }

    private void Do(MeshAction action, TimeSpan began)
    {
        switch (action)
        {
            case Send send:
                wire.Send(send);
                break;
            case HolderChanged changed:
                Tell(changed, Now - began);
                var (before, after) = (NameOf(changed.Before), NameOf(changed.After));
                Log.HolderChanged(
                    logger,
                    changed.Prefix,
                    before ?? "nobody",
                    after ?? "nobody",
                    changed.Cause,
                    (Now - began).TotalMilliseconds
                );
                var took = (Now - began).TotalMilliseconds;
                _history.Add(new(++_switches, time.GetUtcNow(), changed.Prefix, before, after, changed.Cause, took));
                _history.RemoveRange(0, Math.Max(0, _history.Count - MostHistory));
                break;
            case StatusChanged changed:
                Log.MemberChanged(
                    logger,
                    changed.Record.Name,
                    changed.Record.Host.ToString(),
                    changed.Status.ToString().ToLowerInvariant()
                );
                _hooks.Tell(changed.Status.ToString().ToLowerInvariant(), changed.Record.Name);
                break;
            case PathChanged changed:
                Log.PathChanged(logger, changed.Record.Name, changed.IsDown ? "is silent" : "carries again");
                break;
            case KeyElsewhere:
                Log.KeyElsewhere(logger);
                break;
            case ClaimRefused refused:
                Log.ClaimRefused(logger, refused.Prefix, NameOf(refused.Holder) ?? "");
                break;
        }
    }

    private void Tell(HolderChanged changed, TimeSpan duration)
    {
        meters.Switched(changed.Prefix, changed.Cause, duration);
        if (changed.After == machine.Self)
        {
            _hooks.Tell("carries", changed.Prefix.ToString());
        }
        else if (changed.Before == machine.Self)
        {
            _hooks.Tell("yields", changed.Prefix.ToString());
        }
    }

    private string? NameOf(HostId? host) =>
        host is not { } id ? null
        : id == machine.Self ? options.Name
        : machine.Members.FirstOrDefault(member => member.Record.Host == id)?.Record.Name ?? id.ToString();
}

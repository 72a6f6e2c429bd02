using System.Collections.Concurrent;
using System.Net;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;
using Holdfast.Node.Applying;
using Holdfast.Node.Sessions;
using Holdfast.Node.Tests.Applying;
using Holdfast.Node.WireGuard;
using Holdfast.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.WireGuard;

public sealed class WireGuardPlaneTests : IAsyncDisposable
{
    private static readonly string Name = DeviceNames.WireGuard("default".Length);

    private readonly FakeDevices _devices = new();
    private readonly Ear _ear = new();
    private readonly WireGuardPlane _plane;
    private NodeState _state = NodeState.Empty;

    public WireGuardPlaneTests() => _plane = Plane(new WireGuardPlaneOptions { Batch = 7, ProbeEvery = null });

    public async ValueTask DisposeAsync() => await _plane.DisposeAsync();

    [Fact]
    public async Task Reconcile_NewService_MakesInterfaceAddressesAndPeers()
    {
        var failures = await ReconcileAsync(With(1, 2, 3));

        Assert.Empty(failures);
        Assert.Equal(3, _devices[Name].Peers.Count);
        Assert.Equal(51820, _devices[Name].Port);
        Assert.Equal(
            ["10.0.0.1/16", "fd00::1/64"],
            _devices.Addresses[Name].Select(a => $"{a.Address}/{a.PrefixLength}")
        );
        Assert.Equal(
            [IPNetwork.Parse("10.0.0.1/32"), IPNetwork.Parse("fd00::1/128")],
            _devices[Name].Peers[Some.Key(1)].AllowedIPs
        );
    }

    [Fact]
    public async Task Reconcile_NewService_ComesUpWithAllItsPeers()
    {
        await ReconcileAsync(With([.. Enumerable.Range(1, 20)]));

        Assert.Equal(20, _devices.PeersWhenUp[Name]);
    }

    [Fact]
    public async Task Prepare_NewService_MakesAnEmptyDeviceThatReconcileUses()
    {
        var state = With(1, 2);

        await _plane.PrepareAsync(state, default);

        Assert.Empty(_devices[Name].Changes);
        Assert.DoesNotContain(Name, _devices.PeersWhenUp.Keys);
        await ReconcileAsync(state);
        Assert.Equal(1, _devices.Opened);
        Verify(_devices, state);
    }

    [Fact]
    public async Task Prepare_DeviceCannotBeMade_ReconcileTellsOfItAndTriesAgain()
    {
        _devices.CannotOpen = "No tunnels today";
        await Assert.ThrowsAsync<DeviceException>(() => _plane.PrepareAsync(With(1), default));

        var failure = Assert.Single(await ReconcileAsync(With(1)));

        Assert.Equal("No tunnels today", failure.Detail);
        _devices.CannotOpen = null;
        Assert.Empty(await ReconcileAsync(With(1)));
    }

    [Fact]
    public async Task Prepare_AfterTheStart_DoesNothing()
    {
        await ReconcileAsync(With(1));
        _devices.Kill(Name);

        await _plane.PrepareAsync(With(1), default);

        Assert.Equal(1, _devices.Opened);
        Assert.Empty(_devices.Names);
    }

    [Fact]
    public async Task Reconcile_EverythingIsThere_TellsTheDeviceNothing()
    {
        await ReconcileAsync(With(1, 2, 3));
        var before = _devices[Name].Changes.Count;

        await using var second = Plane(new() { ProbeEvery = null });
        await second.ReconcileAsync(_state, default);

        Assert.Equal(before, _devices[Name].Changes.Count);
    }

    [Fact]
    public async Task Reconcile_StrangePeersAndDrift_MendsOnlyThose()
    {
        await ReconcileAsync(With(1, 2, 3));
        var device = _devices[Name];
        device.Set(device.Peers[Some.Key(2)] with { AllowedIPs = [IPNetwork.Parse("10.9.9.9/32")] });
        device.Set(new PeerState(Some.Key(77), null, null, [], null, 0, 0, 0));
        device.Changes.Clear();

        await ReconcileAsync(_state);

        var change = Assert.Single(device.Changes);
        Assert.Equal([Some.Key(77), Some.Key(2)], change.Peers.Select(p => p.PublicKey));
        Assert.True(change.Peers[0].Remove);
        Assert.Equal(3, device.Peers.Count);
    }

    [Fact]
    public async Task Reconcile_InterfaceOfOursThatNobodyWants_IsRemoved()
    {
        _devices.Make("hf99-wg");
        _devices.Make("hf99-ou0");
        _devices.Make("wg0");

        await ReconcileAsync(With(1));

        Assert.Equal([Name, "hf99-ou0", "wg0"], _devices.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Apply_AnyDifferences_EndsAsDesired() =>
        await EachSeedAsync(
            60,
            async seed =>
            {
                var devices = new FakeDevices();
                await using var plane = new WireGuardPlane(
                    devices,
                    devices,
                    _ear,
                    _ear,
                    new() { Batch = 3, ProbeEvery = null },
                    new TestClock(),
                    NullLogger<WireGuardPlane>.Instance
                );
                var some = new Some(seed);
                var state = NodeState.Empty;
                for (var step = 0; step < 15; step++)
                {
                    var delta = Unique(some.Delta(state.Revision, Some.Start), state);
                    var after = state.With(delta);
                    await plane.ApplyAsync(after, Difference.Between(state, after), default);
                    state = after;
                    Verify(devices, state);
                }
            }
        );

    [Fact]
    public async Task Apply_OnlyTheEndOfAPeerChanged_TellsTheDeviceNothing()
    {
        await ReconcileAsync(With(1, 2));
        _devices[Name].Changes.Clear();

        await ApplyAsync(Some.Peer(1, Some.Start.AddDays(5)));

        Assert.Empty(_devices[Name].Changes);
    }

    [Fact]
    public async Task Apply_PresharedKeyGone_IsCleared()
    {
        await ReconcileAsync(With(1));
        await ApplyAsync(Some.Peer(1) with { PresharedKey = Some.Key(500) });
        Assert.Equal(Some.Key(500), _devices[Name].Peers[Some.Key(1)].PresharedKey);

        await ApplyAsync(Some.Peer(1));

        Assert.Equal(new WireGuardKey(new byte[32]), _devices[Name].Peers[Some.Key(1)].PresharedKey);
    }

    [Fact]
    public async Task Apply_OneBadPeerAmongMany_OnlyThatOneFails()
    {
        await ReconcileAsync(With());
        _devices.Refused.Add(Some.Key(13));

        var failures = await ApplyAsync([.. Enumerable.Range(0, 40).Select(n => Some.Peer(n))]);

        Assert.Equal(Some.Id(13), Assert.Single(failures).ConfigurationId);
        Assert.Equal("HF-1611", failures[0].ProblemId);
        Assert.Equal(39, _devices[Name].Peers.Count);
        Assert.Null(Assert.Single(_plane.Status()).Detail);
    }

    [Fact]
    public async Task Apply_SameKeyTwice_OneWorksAndTheOtherIsNamed()
    {
        await ReconcileAsync(With());

        var failures = await ApplyAsync(Some.Peer(1), Some.Peer(2) with { PublicKey = Some.Key(1) });

        Assert.Equal("HF-1612", Assert.Single(failures).ProblemId);
    }

    [Fact]
    public async Task Apply_KeyMovesToAnotherConfiguration_StaysOnTheDevice()
    {
        await ReconcileAsync(With(1));
        var moved = Some.Peer(2) with { PublicKey = Some.Key(1) };
        var delta = new NodeDelta
        {
            From = _state.Revision,
            To = new(1, 9),
            Removed = [Some.Id(1)],
            Peers = [moved],
        };
        var after = _state.With(delta);

        await _plane.ApplyAsync(after, Difference.Between(_state, after), default);

        var peer = Assert.Single(_devices[Name].Peers).Value;
        Assert.Contains(IPNetwork.Parse("10.0.0.2/32"), peer.AllowedIPs);
    }

    [Fact]
    public async Task Apply_DeviceHasDied_SaysThatNoneIsLive()
    {
        await ReconcileAsync(With(1));
        _devices.Kill(Name);

        var failures = await ApplyAsync(Some.Peer(5));

        Assert.Contains(failures, f => f.ConfigurationId == Some.Id(5));
        Assert.Contains(failures, f => f.ConfigurationId is null && f.Interface == Name);
        Assert.False(Assert.Single(_plane.Status()).Works);
    }

    [Fact]
    public async Task Reconcile_DeviceHasDied_BringsItBackWithAllPeers()
    {
        await ReconcileAsync(With(1, 2, 3));
        _devices.Kill(Name);
        await ApplyAsync(Some.Peer(5));

        Assert.Empty(await ReconcileAsync(_state));

        Assert.Equal(4, _devices[Name].Peers.Count);
        Assert.True(Assert.Single(_plane.Status()).Works);
    }

    [Fact]
    public async Task Reconcile_CannotMakeInterface_SaysWhyForTheService()
    {
        _devices.CannotOpen = "no tun";

        var failures = await ReconcileAsync(With(1));

        Assert.Equal(("HF-1610", "no tun"), (failures[0].ProblemId, failures[0].Detail));
        Assert.Equal("no tun", Assert.Single(_plane.Status()).Detail);
    }

    [Fact]
    public async Task Apply_PeerOfAProfileThatIsNotHere_Fails()
    {
        await ReconcileAsync(With(1));

        var failures = await ApplyAsync(Some.Peer(3, profile: "elsewhere"));

        Assert.Equal("HF-1613", Assert.Single(failures).ProblemId);
    }

    [Fact]
    public async Task Watch_InterfaceIsGone_IsReported()
    {
        await using var plane = Plane(
            new() { ProbeEvery = null, CheckEvery = TimeSpan.FromMilliseconds(5) },
            TimeProvider.System
        );
        await plane.ReconcileAsync(With(1), default);

        _devices.Kill(Name);

        await EventuallyAsync(() => _ear.Faults.Any(f => f.Contains(Name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Watch_PeersTalk_IsObserved()
    {
        var quick = new WireGuardPlaneOptions
        {
            ProbeEvery = null,
            CheckEvery = TimeSpan.FromMilliseconds(5),
            ReadEvery = TimeSpan.FromMilliseconds(5),
            ClientBehind = e => e.Port == 7 ? new IPEndPoint(IPAddress.Parse("192.0.2.1"), 99) : null,
        };
        await using var plane = Plane(quick, TimeProvider.System);
        await plane.ReconcileAsync(With(1), default);
        var peer = _devices[Name].Peers[Some.Key(1)];

        _devices[Name]
            .Set(peer with { Received = 5, LastHandshake = Some.Start, Endpoint = new(IPAddress.Loopback, 7) });

        await EventuallyAsync(() =>
            _ear.Seen.Any(s => s.Received == 5 && s.Endpoint?.Port == 99 && s.LastHandshake == Some.Start)
        );
    }

    [Fact]
    public async Task Apply_NewPeer_BeginsItsCounters()
    {
        await ReconcileAsync(With(1));
        _ear.Seen.Clear();

        await ApplyAsync(Some.Peer(1, Some.Start.AddDays(1)), Some.Peer(2));

        var seen = Assert.Single(_ear.Seen);
        Assert.Equal(
            (Some.Id(2), 0L, Observation.NoHandshake),
            (seen.ConfigurationId, seen.Received, seen.LastHandshake!.Value)
        );
    }

    [Fact]
    public async Task Remove_Everything_LeavesNothingOfOurs()
    {
        _devices.Make("hf42-wg");
        await ReconcileAsync(With(1));

        await _plane.RemoveAsync(default);

        Assert.Empty(_devices.Names);
    }

    private WireGuardPlane Plane(WireGuardPlaneOptions options, TimeProvider? time = null) =>
        new(_devices, _devices, _ear, _ear, options, time ?? new TestClock(), NullLogger<WireGuardPlane>.Instance);

    private static NodeState With(params int[] peers) =>
        NodeState.Empty.With(
            new NodeDelta
            {
                From = Revision.None,
                To = new(1, 1),
                Services = [Some.Services("default")],
                Peers = [.. peers.Select(p => Some.Peer(p))],
            }
        );

    private Task<IReadOnlyList<Link.Messages.ApplyFailure>> ReconcileAsync(NodeState state)
    {
        _state = state;
        return _plane.ReconcileAsync(state, default);
    }

    private Task<IReadOnlyList<Link.Messages.ApplyFailure>> ApplyAsync(params WireGuardPeer[] peers)
    {
        var before = _state;
        _state = before.With(
            new NodeDelta
            {
                From = before.Revision,
                To = before.Revision,
                Peers = peers,
            }
        );
        return _plane.ApplyAsync(_state, Difference.Between(before, _state), default);
    }

    /// <summary>The database never gives one key or address to two configurations of a profile.</summary>
    private static NodeDelta Unique(NodeDelta delta, NodeState state)
    {
        var services =
            delta.Services ?? (state.Services.IsEmpty ? [Some.Services("default"), Some.Services("other")] : null);
        return delta with { Services = services, Peers = [.. delta.Peers.DistinctBy(p => p.PublicKey)] };
    }

    private static void Verify(FakeDevices devices, NodeState state)
    {
        foreach (var service in state.Services.Values)
        {
            var wanted = state.Peers.Values.Where(p => p.ProfileId == service.ProfileId).ToDictionary(p => p.PublicKey);
            var actual = devices[service.WireGuard!.Interface];
            Assert.Equal(wanted.Keys.ToHashSet(), [.. actual.Peers.Keys]);
            Assert.All(
                wanted.Values,
                w =>
                {
                    var peer = actual.Peers[w.PublicKey];
                    Assert.Equal([new(w.Address4, 32), new(w.Address6, 128)], peer.AllowedIPs);
                    Assert.Equal(
                        w.PresharedKey ?? new WireGuardKey(new byte[32]),
                        peer.PresharedKey ?? new WireGuardKey(new byte[32])
                    );
                }
            );
            Assert.Equal(service.WireGuard.Port, actual.Port);
        }
    }

    private static async Task EachSeedAsync(int count, Func<int, Task> test)
    {
        for (var seed = 0; seed < count; seed++)
        {
            await test(seed);
        }
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        for (var i = 0; i < 2000 && !condition(); i++)
        {
            await Task.Delay(5);
        }

        Assert.True(condition());
    }

    private sealed class Ear : ISessionSink, IFaultSink
    {
        public ConcurrentBag<Observation> Seen { get; } = [];

        public ConcurrentBag<string> Faults { get; } = [];

        public void Observe(Observation observation) => Seen.Add(observation);

        public void Report(string what) => Faults.Add(what);
    }
}

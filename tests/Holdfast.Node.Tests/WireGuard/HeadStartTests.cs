using System.Collections.Concurrent;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;
using Holdfast.Node.Sessions;
using Holdfast.Node.Tests.Applying;
using Holdfast.Node.WireGuard;
using Holdfast.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.WireGuard;

public sealed class HeadStartTests : IAsyncDisposable
{
    private const int Batch = 7;

    private static readonly string Name = DeviceNames.WireGuard("default".Length);

    private readonly FakeDevices _devices = new();
    private readonly Ear _ear = new();
    private readonly HeadStart _headStart;
    private readonly WireGuardPlane _plane;

    public HeadStartTests()
    {
        _headStart = new HeadStart(_devices, _devices, Batch);
        _plane = new WireGuardPlane(
            _devices,
            _devices,
            _ear,
            _ear,
            new WireGuardPlaneOptions { Batch = Batch, ProbeEvery = null },
            _headStart,
            new TestClock(),
            NullLogger<WireGuardPlane>.Instance
        );
    }

    public async ValueTask DisposeAsync() => await _plane.DisposeAsync();

    [Fact]
    public async Task Reconcile_DeviceWasFilled_ComesUpAndIsToldNothingAgain()
    {
        Hear([.. Enumerable.Range(1, 20)]);

        var failures = await StartAsync(With([.. Enumerable.Range(1, 20)]));

        Assert.Empty(failures);
        Assert.Equal(20, _devices.PeersWhenUp[Name]);
        Assert.Equal(20, _devices[Name].Changes.Sum(change => change.Peers.Count));
        Assert.Equal(Some.Key(1000), _devices[Name].Changes[0].PrivateKey);
        Assert.Equal(51820, _devices[Name].Port);
        Assert.Equal(1, _devices.Opened);
        Assert.Equal(20, _ear.Seen.Count);
    }

    [Fact]
    public async Task Reconcile_StateSaysOtherwise_IsRight()
    {
        Hear(1, 2, 3);
        var other = Some.Peer(3) with { Address4 = System.Net.IPAddress.Parse("10.0.7.7") };
        var state = With(2, 4);
        state = state with { Peers = state.Peers.SetItem(other.ConfigurationId, other) };

        await StartAsync(state);

        Assert.Equal(
            new[] { Some.Key(2), Some.Key(3), Some.Key(4) }.Order(KeyOrder),
            _devices[Name].Peers.Keys.Order(KeyOrder)
        );
        Assert.Contains(System.Net.IPNetwork.Parse("10.0.7.7/32"), _devices[Name].Peers[Some.Key(3)].AllowedIPs);
    }

    [Fact]
    public async Task Service_DeviceIsThere_IsLeftAlone()
    {
        _devices.Make(Name);
        _devices[Name].Set(new PeerState(Some.Key(9), null, null, [], null, 0, 0, 0));
        Hear(1, 2);

        Assert.Null(await _headStart.TakeAsync(Name, default));
        Assert.Empty(_devices[Name].Changes);
        await StartAsync(With(1, 2));
        Assert.Equal(2, _devices[Name].Peers.Count);
    }

    [Fact]
    public async Task Peer_IsRefused_TheOthersWorkAllTheSame()
    {
        _devices.Refused.Add(Some.Key(2));
        Hear(1, 2, 3);

        var failure = Assert.Single(await StartAsync(With(1, 2, 3)));

        Assert.Equal(Some.Id(2), failure.ConfigurationId);
        Assert.Equal(2, _devices[Name].Peers.Count);
    }

    [Fact]
    public async Task Device_CannotBeMade_IsToldByTheComparison()
    {
        _devices.CannotOpen = "No tunnels today";
        Hear(1);

        Assert.Equal("No tunnels today", Assert.Single(await _plane.ReconcileAsync(With(1), default)).Detail);
    }

    [Fact]
    public async Task Abandon_NobodyTookIt_IsGone()
    {
        Hear(1, 2);

        await _headStart.AbandonAsync(default);

        Assert.Empty(_devices.Names);
        Assert.Null(await _headStart.TakeAsync(Name, default));
    }

    [Fact]
    public async Task Abandon_WasTaken_Stays()
    {
        Hear(1, 2);
        await StartAsync(With(1, 2));

        await _headStart.AbandonAsync(default);

        Assert.Equal(2, _devices[Name].Peers.Count);
    }

    [Theory]
    [InlineData("eth0")]
    [InlineData("../../etc")]
    public async Task Service_NameIsNotOurs_NothingIsMade(string name)
    {
        var services = Some.Services("default");
        _headStart.WireGuard(services.ProfileId, services.WireGuard! with { Interface = name });
        _headStart.Peer(Some.Peer(1));

        Assert.Null(await _headStart.TakeAsync(name, default));
        Assert.Empty(_devices.Names);
    }

    private static IComparer<Model.Keys.WireGuardKey> KeyOrder { get; } =
        Comparer<Model.Keys.WireGuardKey>.Create((a, b) => string.CompareOrdinal(a.ToBase64(), b.ToBase64()));

    private void Hear(params int[] peers)
    {
        _headStart.WireGuard("default", Some.Services("default").WireGuard!);
        foreach (var peer in peers)
        {
            _headStart.Peer(Some.Peer(peer));
        }
    }

    private async Task<IReadOnlyList<Link.Messages.ApplyFailure>> StartAsync(NodeState state)
    {
        await _plane.PrepareAsync(state, default);
        return await _plane.ReconcileAsync(state, default);
    }

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

    private sealed class Ear : ISessionSink, IFaultSink
    {
        public ConcurrentBag<Observation> Seen { get; } = [];

        public void Observe(Observation observation) => Seen.Add(observation);

        public void Report(string what) { }
    }
}

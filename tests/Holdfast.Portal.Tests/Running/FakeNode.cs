using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Reflection;
using Holdfast.Link.Addresses;
using Holdfast.Link.Channels;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Handshakes;
using Holdfast.Link.Identities;
using Holdfast.Link.Listening;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Portal.Tests.Running;

/// <summary>A node without a data plane: takes what it is told over a real link, and says that it works, or does not.</summary>
public sealed class FakeNode : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;
    private readonly NodeIdentityStore _identities;
    private readonly EnrolmentCodeFile _codes;
    private readonly EnrolmentDesk _desk;
    private readonly LinkAddress _address;
    private readonly ConcurrentDictionary<LinkChannel, bool> _channels = [];
    private readonly ConcurrentQueue<LinkMessage> _heard = [];
    private readonly SemaphoreSlim _telling = new(1);
    private NodeState _state = NodeState.Empty;
    private int _disposed;

    private FakeNode()
    {
        var clock = TimeProvider.System;
        _identities = NodeIdentityStore.Open(_folder.Path, clock).Value!;
        _codes = new EnrolmentCodeFile(_folder.Path, clock);
        _address = LinkAddress.Parse($"unix:{_folder.Path}/link.sock").Value!;
        _desk = new EnrolmentDesk(_identities, _codes, clock, NullLogger<EnrolmentDesk>.Instance);
        var listener = new LinkListener(
            _identities,
            _desk,
            new LinkListenerOptions
            {
                Handler = (channel, _, cancel) => ServeAsync(channel, cancel),
                Admit = portal => !Unheard.ContainsKey(portal.Id),
            },
            clock,
            NullLogger<LinkListener>.Instance
        );
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLink(_address, listener));
        _app = builder.Build();
        _app.UseLink(listener);
    }

    /// <summary>What the portal calls it, once it is enrolled.</summary>
    public string Id => _identities.Current.NodeId!;

    /// <summary>What the portal wants, as far as it has told.</summary>
    public NodeState State => _state;

    /// <summary>Portals that are linked now.</summary>
    public int Links => _channels.Count;

    /// <summary>All that portals said, on all links.</summary>
    public IReadOnlyCollection<LinkMessage> Heard => _heard;

    /// <summary>What it calls the revision that it applied; null: the one that it was told.</summary>
    public Revision? Claims { get; set; }

    /// <summary>Says this of itself in place of the truth.</summary>
    public Func<NodeStatus, NodeStatus> Lie { get; set; } = status => status;

    /// <summary>Its version; told at the beginning of a link.</summary>
    public string Software { get; set; } = $"{SoftwareVersion.Text}+0a1b2c3d";

    /// <summary>What its failover agent answers; null: nothing.</summary>
    public Func<FailoverRequest, FailoverAnswer>? Answer { get; set; }

    /// <summary>Says nothing to what it is told while this is set.</summary>
    public bool Silent { get; set; }

    /// <summary>Ids of portals that do not reach it from now on; links that stand stay.</summary>
    public ConcurrentDictionary<string, bool> Unheard { get; } = new(StringComparer.Ordinal);

    public string HostName { get; init; } = "vpn.example";

    /// <summary>Protocols whose configurations it cannot make work.</summary>
    public ConcurrentDictionary<string, bool> BrokenInterfaces { get; } = new(StringComparer.Ordinal);

    public Uri? WireGuardTcpUrl { get; set; } = new("https://node.example:8444/proxyguard");

    public static async Task<FakeNode> StartAsync(string hostName = "vpn.example")
    {
        var node = new FakeNode { HostName = hostName };
        await node._app.StartAsync();
        return node;
    }

    public string NewCode() => _codes.Issue(_address, _identities.Current).Reveal();

    /// <summary>As if it had been switched off; a second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(deadline.Token);
        await _app.DisposeAsync();
        _desk.Dispose();
        _telling.Dispose();
        _folder.Dispose();
    }

    private async Task ServeAsync(LinkChannel channel, CancellationToken cancel)
    {
        var mine = new NodeHello(
            LinkVersion.Oldest,
            LinkVersion.Current,
            Software,
            Id,
            _state.Revision,
            Guid.CreateVersion7(),
            1
        );
        if (!(await LinkHandshake.AnswerAsync(channel, mine, cancel)).Succeeded)
        {
            return;
        }

        _channels[channel] = true;
        try
        {
            await TalkAsync(channel, cancel);
        }
        finally
        {
            _channels.TryRemove(channel, out _);
        }
    }

    /// <summary>Says something on all its links, out of turn.</summary>
    public Task SayAsync(LinkMessage message) =>
        Task.WhenAll(_channels.Keys.Select(channel => channel.SendAsync(message, CancellationToken.None)));

    /// <summary>Says how it is, or what <see cref="Lie"/> makes of that; never the truth after a lie was asked for.</summary>
    public Task SayStatusAsync() => SayStatusAsync(_channels.Keys);

    private async Task SayStatusAsync(IEnumerable<LinkChannel> to)
    {
        await _telling.WaitAsync();
        try
        {
            var status = Lie(Status());
            await Task.WhenAll(to.Select(channel => channel.SendAsync(status, CancellationToken.None)));
        }
        finally
        {
            _telling.Release();
        }
    }

    /// <summary>The same with what is no message.</summary>
    public Task SayRawAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type = WebSocketMessageType.Text) =>
        Task.WhenAll(
            _channels.Keys.Select(channel =>
                SocketOf(channel).SendAsync(bytes, type, endOfMessage: true, CancellationToken.None).AsTask()
            )
        );

    /// <summary>Cuts all links, as a network does.</summary>
    public void Cut()
    {
        foreach (var channel in _channels.Keys)
        {
            SocketOf(channel).Abort();
        }
    }

    /// <summary>What honest code cannot send.</summary>
    private static WebSocket SocketOf(LinkChannel channel) =>
        (WebSocket)
            typeof(LinkChannel).GetField("_socket", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(channel)!;

    private async Task TalkAsync(LinkChannel channel, CancellationToken cancel)
    {
        await foreach (var message in channel.ReceiveAsync(cancel))
        {
            _heard.Enqueue(message);
            Take(message);
            if (message is FailoverRequest request && Answer is { } answer)
            {
                await channel.SendAsync(answer(request), cancel);
            }

            if (!Silent && message is (Snapshot or Delta))
            {
                await channel.SendAsync(new Applied(Claims ?? _state.Revision, [.. Failures()]), cancel);
                await SayStatusAsync([channel]);
            }
        }
    }

    private void Take(LinkMessage message)
    {
        _state = message switch
        {
            Snapshot snapshot => NodeState.Empty.With(
                new NodeDelta
                {
                    From = Revision.None,
                    To = snapshot.Revision,
                    Services = snapshot.Services,
                    Peers = snapshot.Peers,
                    Clients = snapshot.Clients,
                    Draining = snapshot.Draining,
                }
            ),
            Delta delta => _state.With(delta.Changes),
            _ => _state,
        };
    }

    private IEnumerable<ApplyFailure> Failures() =>
        _state
            .Services.Values.Where(s => s.WireGuard is { } w && BrokenInterfaces.ContainsKey(w.Interface))
            .Select(s => new ApplyFailure(null, s.ProfileId, "HF-1699", "broken by the test", s.WireGuard!.Interface));

    private NodeStatus Status() =>
        new(
            TimeProvider.System.GetUtcNow(),
            [
                .. _state.Services.Values.SelectMany(s =>
                    new[] { s.WireGuard?.Interface }
                        .Concat(s.OpenVpn.Select(o => o.Interface))
                        .OfType<string>()
                        .Select(name => new ServiceStatus(s.ProfileId, name, Works: true, null, SessionsOn(s, name)))
                ),
            ],
            HostName,
            WireGuardTcpUrl
        );

    /// <summary>Every peer is connected.</summary>
    private int SessionsOn(ProfileServices services, string name) =>
        services.WireGuard?.Interface == name ? _state.Peers.Values.Count(p => p.ProfileId == services.ProfileId) : 0;
}

using System.Net;
using Holdfast.Linux.Firewall;
using Holdfast.Linux.Network;
using Holdfast.Linux.Processes;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.Problems;
using Holdfast.Node.Applying;
using Holdfast.Node.Firewall;
using Holdfast.Node.Linking;
using Holdfast.Node.OpenVpn;
using Holdfast.Node.Sessions;
using Holdfast.Node.Takeover;
using Holdfast.Node.WireGuard;
using Holdfast.Node.WireGuardTcp;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node;

/// <summary>The data planes of a node on this machine.</summary>
internal sealed class DataPlanes : IAsyncDisposable
{
    private readonly NodeOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly KernelNetwork _network;
    private readonly WireGuardTcpOptions _tcpOptions;
    private readonly WireGuardTcpRelay _relay;
    private readonly WireGuardPlane _wireGuard;
    private readonly OpenVpnPlane _openVpn;
    private readonly TakeoverPlane _takeover;
    private readonly ShownCertificate _shown;
    private WireGuardTcpListener? _tcp;

    /// <exception cref="DeviceException">We may not make network interfaces at all.</exception>
    public DataPlanes(
        NodeOptions options,
        string home,
        WireGuardBegin begin,
        ISessionSink sessions,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        _network = begin.Network;
        _options = options;
        _loggers = loggers;
        _tcpOptions = new WireGuardTcpOptions { Listen = new IPEndPoint(IPAddress.IPv6Any, options.WireGuardTcpPort) };
        _relay = new WireGuardTcpRelay(_tcpOptions, loggers.CreateLogger<WireGuardTcpRelay>());
        _shown = new ShownCertificate(options, home, time, loggers.CreateLogger<ShownCertificate>());
        var daemons = new Daemons(time);
        _wireGuard = new WireGuardPlane(
            begin.Devices,
            _network,
            sessions,
            Faults,
            begin.Options with
            {
                ClientBehind = _relay.ClientBehind,
            },
            begin.HeadStart,
            time,
            loggers.CreateLogger<WireGuardPlane>()
        );
        var openVpn = new OpenVpnPlaneOptions { Home = home };
        _openVpn = new OpenVpnPlane(openVpn, daemons, sessions, time, loggers.CreateLogger<OpenVpnPlane>());
        var takeover = new TakeoverOptions
        {
            AgentSocket = options.FailoverSocket(home),
            SyncPort = options.SyncPort,
            ConnectionFolder = Path.Combine(home, "connections"),
        };
        _takeover = new TakeoverPlane(
            takeover,
            _wireGuard.InterfaceOf,
            _openVpn.Status,
            Faults,
            time,
            loggers.CreateLogger<TakeoverPlane>()
        );
        var nft = new NftFirewall(new ProgramRunner(time));
        var firewall = new FirewallPlane(
            nft,
            _takeover.AddressesOf,
            () => _takeover.Connections,
            loggers.CreateLogger<FirewallPlane>()
        );
        Stages =
        [
            [firewall],
            [_wireGuard, _openVpn, new WireGuardTcpPlane(_relay)],
            [_takeover],
        ];
    }

    public FaultRelay Faults { get; } = new();

    /// <summary>The firewall first: nobody gets through who may not.</summary>
    public IReadOnlyList<IReadOnlyList<IDataPlane>> Stages { get; }

    /// <summary>Of WireGuard inside TCP, which the portal signs; null: it does not.</summary>
    public ServiceCertificate? Certificate => _shown.Signed;

    /// <summary>Null: not served, or nobody could trust it yet.</summary>
    public Uri? WireGuardTcpUrl =>
        _tcp is not null && _shown.Current is not null
            ? new UriBuilder(Uri.UriSchemeHttps, _options.HostName, _tcp.Port, "proxyguard").Uri
            : null;

    /// <inheritdoc cref="TakeoverPlane.ActiveUnits"/>
    public IReadOnlyList<int>? ActiveUnits => _takeover.ActiveUnits;

    /// <summary>Starts to serve clients where a process of ours does that itself.</summary>
    /// <returns>Why it cannot; null: it does.</returns>
    public async Task<Problem?> ServeAsync(CancellationToken cancel)
    {
        if (_options.WireGuardTcpPort == 0)
        {
            return null;
        }

        var started = await WireGuardTcpListener.StartAsync(
            _tcpOptions,
            _relay,
            () => _shown.Current?.Context,
            _loggers,
            cancel
        );
        _tcp = started.Value;
        return started.Succeeded ? null : started.Problems[0];
    }

    /// <summary>Leaves the data plane as it is, but for what a process of ours carries itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_tcp is not null)
        {
            await _tcp.DisposeAsync();
        }

        await _takeover.DisposeAsync();
        await _wireGuard.DisposeAsync();
        await _openVpn.DisposeAsync();
        _network.Dispose();
    }
}

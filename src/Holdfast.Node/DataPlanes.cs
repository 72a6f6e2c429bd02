using System.Net;
using Holdfast.Linux.Firewall;
using Holdfast.Linux.Network;
using Holdfast.Linux.Processes;
using Holdfast.Linux.WireGuard;
using Holdfast.Node.Applying;
using Holdfast.Node.Firewall;
using Holdfast.Node.Linking;
using Holdfast.Node.OpenVpn;
using Holdfast.Node.Sessions;
using Holdfast.Node.WireGuard;
using Holdfast.Node.WireGuardTcp;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node;

/// <summary>The data planes of a node on this machine.</summary>
internal sealed class DataPlanes : IAsyncDisposable
{
    private readonly KernelNetwork _network;
    private readonly WireGuardPlane _wireGuard;
    private readonly OpenVpnPlane _openVpn;

    private DataPlanes(
        NodeOptions options,
        string home,
        ISessionSink sessions,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        var run = Directory.CreateDirectory(Path.Combine(home, "wireguard")).FullName;
        var daemons = new Daemons(time);
        _network = new KernelNetwork();
        Certificate = options.WireGuardTcpPort == 0 ? null : new ServiceCertificate(home, options.HostName);
        _wireGuard = new WireGuardPlane(
            WireGuardDevices.Open(run, daemons, _network, time),
            _network,
            sessions,
            Faults,
            new WireGuardPlaneOptions(),
            time,
            loggers.CreateLogger<WireGuardPlane>()
        );
        _openVpn = new OpenVpnPlane(
            new OpenVpnPlaneOptions { Home = home },
            daemons,
            sessions,
            time,
            loggers.CreateLogger<OpenVpnPlane>()
        );
        Stages =
        [
            [new FirewallPlane(new NftFirewall(new ProgramRunner(time)), loggers.CreateLogger<FirewallPlane>())],
            [_wireGuard, _openVpn],
            TcpStage(options, loggers),
        ];
    }

    public FaultRelay Faults { get; } = new();

    /// <summary>The firewall first: nobody gets through who may not.</summary>
    public IReadOnlyList<IReadOnlyList<IDataPlane>> Stages { get; }

    /// <summary>Of WireGuard inside TCP; null: not offered.</summary>
    public ServiceCertificate? Certificate { get; }

    /// <summary>Leads WireGuard inside TCP to its interface; null: not offered.</summary>
    public WireGuardTcpRelay? TcpRelay { get; private set; }

    /// <exception cref="DeviceException">We may not make network interfaces at all.</exception>
    public static DataPlanes Open(
        NodeOptions options,
        string home,
        ISessionSink sessions,
        TimeProvider time,
        ILoggerFactory loggers
    ) => new(options, home, sessions, time, loggers);

    /// <summary>Leaves the data plane as it is.</summary>
    public async ValueTask DisposeAsync()
    {
        await _openVpn.DisposeAsync();
        await _wireGuard.DisposeAsync();
        _network.Dispose();
    }

    private IReadOnlyList<IDataPlane> TcpStage(NodeOptions options, ILoggerFactory loggers)
    {
        if (options.WireGuardTcpPort == 0)
        {
            return [];
        }

        TcpRelay = new WireGuardTcpRelay(TcpOptions(options), loggers.CreateLogger<WireGuardTcpRelay>());
        return [new WireGuardTcpPlane(TcpRelay)];
    }

    internal static WireGuardTcpOptions TcpOptions(NodeOptions options) =>
        new() { Listen = new IPEndPoint(IPAddress.IPv6Any, options.WireGuardTcpPort) };
}

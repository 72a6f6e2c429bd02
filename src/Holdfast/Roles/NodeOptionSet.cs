using System.CommandLine;
using Holdfast.Homes;
using Holdfast.Node;

namespace Holdfast.Roles;

/// <summary>The options of a node on the command line.</summary>
internal sealed class NodeOptionSet(HomeFolder folder)
{
    private readonly Option<string> _home = new("--home")
    {
        Description = "State folder of the node",
        DefaultValueFactory = _ => folder.Node,
    };

    private readonly Option<string?> _link = new("--link")
    {
        Description = "Where portals dial it: unix:PATH or ADDRESS:PORT",
        DefaultValueFactory = _ => $"unix:{folder.LinkSocket}",
    };

    private readonly Option<string?> _linkAddress = new("--link-address")
    {
        Description = "What the enrolment code says instead, where portals reach it at another address",
    };

    private readonly Option<string> _hostName = new("--host-name")
    {
        Description = "What VPN clients connect to",
        DefaultValueFactory = _ => "localhost",
    };

    private readonly Option<int> _tcpPort = new("--wireguard-tcp-port")
    {
        Description = "Port of WireGuard inside TCP; 0: off",
        DefaultValueFactory = _ => 8444,
        Validators = { Ranges.PortOrOff },
    };

    private readonly Option<string?> _failover = new("--failover-control")
    {
        Description = "Control socket of the failover agent on this machine, for shared profiles",
    };

    private readonly Option<int> _syncPort = new("--sync-port")
    {
        Description = "UDP port on which the nodes of a failover group tell each other where clients are",
        DefaultValueFactory = _ => NodeOptions.DefaultSyncPort,
        Validators = { Ranges.Port },
    };

    private readonly Option<string?> _certificate = new("--tls-certificate")
    {
        Description = "PEM file for WireGuard inside TCP, read again when it changes; without it the portal signs one",
    };

    private readonly Option<string?> _key = new("--tls-key") { Description = "PEM file with its private key" };

    private readonly Option<OnStop> _onStop = new("--on-stop")
    {
        Description = "What becomes of the tunnels when the node is stopped",
        DefaultValueFactory = _ => OnStop.Keep,
    };

    public void AddTo(Command command)
    {
        command.Add(_home);
        command.Add(_link);
        command.Add(_linkAddress);
        command.Add(_hostName);
        command.Add(_tcpPort);
        command.Add(_failover);
        command.Add(_syncPort);
        command.Add(_certificate);
        command.Add(_key);
        command.Add(_onStop);
    }

    public NodeOptions Read(ParseResult parsed) =>
        new()
        {
            Home = parsed.GetValue(_home)!,
            LinkListen = parsed.GetValue(_link),
            LinkAddress = parsed.GetValue(_linkAddress),
            HostName = parsed.GetValue(_hostName)!,
            WireGuardTcpPort = parsed.GetValue(_tcpPort),
            FailoverControl = parsed.GetValue(_failover),
            SyncPort = parsed.GetValue(_syncPort),
            TlsCertificate = parsed.GetValue(_certificate),
            TlsKey = parsed.GetValue(_key),
            OnStop = parsed.GetValue(_onStop),
        };
}

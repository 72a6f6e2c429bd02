using System.CommandLine;
using Holdfast.Databases;
using Holdfast.Databases.Pairs;
using Holdfast.Homes;
using Holdfast.Node;
using Holdfast.Roles;

namespace Holdfast.Single;

/// <summary>The options of the single server on the command line.</summary>
internal sealed class ServerOptionSet
{
    private readonly Option<string> _hostName = new("--host-name")
    {
        Description = "Name or address under which clients reach this machine",
        DefaultValueFactory = _ => "localhost",
    };

    private readonly Option<int> _port = Port("--port", "HTTPS of the portal", 8443);
    private readonly Option<int> _wireGuardTcp = PortOrOff("--wireguard-tcp-port", "WireGuard inside TCP", 8444);
    private readonly Option<int> _telemetry = PortOrOff("--telemetry-port", "Health and metrics on loopback", 0);
    private readonly Option<int> _wireGuard = Port("--wireguard-port", "WireGuard; for the first start", 51820);
    private readonly Option<int> _openVpnUdp = Port(
        "--openvpn-udp-port",
        "OpenVPN over UDP; for the first start",
        1194
    );
    private readonly Option<int> _openVpnTcp = Port(
        "--openvpn-tcp-port",
        "OpenVPN over TCP; for the first start",
        1194
    );

    private readonly Option<string?> _certificate = new("--tls-certificate")
    {
        Description =
            "PEM file with the portal's certificate chain, read again when it changes; without it one is made",
    };

    private readonly Option<string?> _key = new("--tls-key") { Description = "PEM file with its private key" };

    private readonly Option<OnStop> _onStop = new("--on-stop")
    {
        Description =
            "What becomes of the tunnels when it is stopped: remove takes everything away, keep lets clients stay connected",
        DefaultValueFactory = _ => OnStop.Remove,
    };

    private readonly DatabaseOptions _database = new();
    private readonly PublicOptions _public = new();

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _hostName,
            _port,
            _wireGuardTcp,
            _telemetry,
            _wireGuard,
            _openVpnUdp,
            _openVpnTcp,
            _certificate,
            _key,
            _onStop,
            .. _database.All,
            .. _public.All,
        ];
        foreach (var option in all)
        {
            command.Add(option);
        }
    }

    public ServerOptions Read(ParseResult parsed, HomeFolder home) =>
        new()
        {
            HostName = parsed.GetValue(_hostName)!,
            Port = parsed.GetValue(_port),
            WireGuardTcpPort = parsed.GetValue(_wireGuardTcp),
            TelemetryPort = parsed.GetValue(_telemetry),
            WireGuardPort = parsed.GetValue(_wireGuard),
            OpenVpnUdpPort = parsed.GetValue(_openVpnUdp),
            OpenVpnTcpPort = parsed.GetValue(_openVpnTcp),
            TlsCertificate = parsed.GetValue(_certificate),
            TlsKey = parsed.GetValue(_key),
            OnStop = parsed.GetValue(_onStop),
            Database = _database.Read(parsed, home),
            Link = PairLink.Of(home),
            PublicAddress = _public.Address(parsed),
            DrainSeconds = _public.DrainSeconds(parsed),
        };

    private static Option<int> Port(string name, string description, int value) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            Validators = { Ranges.Port },
        };

    private static Option<int> PortOrOff(string name, string description, int value) =>
        new(name)
        {
            Description = description + "; 0: off",
            DefaultValueFactory = _ => value,
            Validators = { Ranges.PortOrOff },
        };
}

using System.CommandLine;
using Holdfast.Databases;
using Holdfast.Homes;
using Holdfast.Portal;

namespace Holdfast.Roles;

/// <summary>The options of a portal on the command line.</summary>
internal sealed class PortalOptionSet(HomeFolder folder)
{
    private readonly Option<string> _home = new("--home")
    {
        Description = "State folder of the portal",
        DefaultValueFactory = _ => folder.Portal,
    };

    private readonly Option<string> _hostName = new("--host-name")
    {
        Description = "Under which browsers and apps reach it",
        DefaultValueFactory = _ => "localhost",
    };

    private readonly Option<int> _port = Port("--port", "HTTPS", 8443);

    private readonly Option<string?> _certificate = new("--tls-certificate")
    {
        Description = "PEM file, read again when it changes",
    };

    private readonly Option<string?> _key = new("--tls-key") { Description = "PEM file" };

    private readonly DatabaseOptions _database = new();
    private readonly PublicOptions _public = new();

    private readonly Option<string> _adminSocket = new("--admin-socket")
    {
        Description = "Unix socket of the administration",
        DefaultValueFactory = _ => folder.AdminSocket,
    };

    private readonly Option<int> _telemetry = new("--telemetry-port")
    {
        Description = "Health and metrics on loopback; 0: off",
        Validators = { Ranges.PortOrOff },
    };

    private readonly Option<string?> _passwordFile = new("--admin-password-file")
    {
        Description = "Makes a first administrator and writes the password here",
    };

    private readonly Option<string?> _caFile = new("--ca-file")
    {
        Description = "Where the authority of a self-made certificate is written",
    };

    private readonly Option<string?> _acme = new("--acme-folder")
    {
        Description = "Served under /.well-known/acme-challenge/",
    };

    private readonly Option<int> _wireGuard = Port("--wireguard-port", "Of the first profile", 51820);
    private readonly Option<int> _openVpnUdp = Port("--openvpn-udp-port", "Of the first profile", 1194);
    private readonly Option<int> _openVpnTcp = Port("--openvpn-tcp-port", "Of the first profile", 1194);

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _home,
            _hostName,
            _port,
            _certificate,
            _key,
            .. _database.All,
            .. _public.All,
            _adminSocket,
            _telemetry,
            _passwordFile,
            _caFile,
            _acme,
            _wireGuard,
            _openVpnUdp,
            _openVpnTcp,
        ];
        foreach (var option in all)
        {
            command.Add(option);
        }
    }

    public DatabaseSource DatabaseOf(ParseResult parsed) => _database.Read(parsed);

    /// <param name="database">Empty: a SQLite file in the portal's folder.</param>
    public PortalOptions Read(ParseResult parsed, string database) =>
        new()
        {
            Home = parsed.GetValue(_home)!,
            HostName = parsed.GetValue(_hostName)!,
            Port = parsed.GetValue(_port),
            TlsCertificate = parsed.GetValue(_certificate),
            TlsKey = parsed.GetValue(_key),
            Database = database.Length == 0 ? null : database,
            AdminSocket = parsed.GetValue(_adminSocket)!,
            TelemetryPort = parsed.GetValue(_telemetry),
            AdminPasswordFile = parsed.GetValue(_passwordFile),
            CaFile = parsed.GetValue(_caFile),
            AcmeFolder = parsed.GetValue(_acme),
            PublicAddress = _public.Address(parsed),
            DrainTime = TimeSpan.FromSeconds(_public.DrainSeconds(parsed)),
            DefaultProfile = new(
                parsed.GetValue(_wireGuard),
                parsed.GetValue(_openVpnUdp),
                parsed.GetValue(_openVpnTcp)
            ),
        };

    private static Option<int> Port(string name, string description, int value) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            Validators = { Ranges.Port },
        };
}

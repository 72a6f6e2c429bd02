using System.CommandLine;
using Holdfast.Databases;
using Holdfast.Problems;
using Holdfast.Roles;
using Holdfast.Single;
using Holdfast.Terminals;

namespace Holdfast.Setup;

/// <summary>The options of <c>holdfast setup portal</c>.</summary>
internal sealed class SetupPortalOptionSet
{
    private readonly Option<string?> _hostName = new("--host-name")
    {
        Description = "Name or address under which clients reach this machine; without it the address of its way out",
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "HTTPS",
        DefaultValueFactory = _ => 8443,
        Validators = { Ranges.Port },
    };

    private readonly Option<int> _telemetry = new("--telemetry-port")
    {
        Description = "Health and metrics on loopback; 0: off",
        Validators = { Ranges.PortOrOff },
    };

    private readonly Option<string?> _certificate = new("--tls-certificate")
    {
        Description = "PEM file with the certificate chain, read again when it changes; without it one is made",
    };

    private readonly Option<string?> _key = new("--tls-key") { Description = "PEM file with its private key" };

    private readonly Option<string?> _secret = new("--secret-file")
    {
        Description = "File, for root alone, with the line of holdfast portal secret; without it the line is asked for",
    };

    private readonly DatabaseOptions _database = new();
    private readonly PublicOptions _public = new(drainSeconds: 3);

    public void AddTo(Command command)
    {
        Option[] all = [.. _database.All, _secret, _hostName, .. _public.All, _port, _telemetry, _certificate, _key];
        foreach (var option in all)
        {
            command.Add(option);
        }
    }

    public SecretSource SecretOf(ParseResult parsed, Terminal terminal) =>
        new(
            parsed.GetValue(_secret),
            terminal,
            "Secret of the portals (holdfast portal secret): ",
            StartProblems.SecretMissing
        );

    public ServerOptions Read(ParseResult parsed) =>
        new()
        {
            HostName = parsed.GetValue(_hostName) ?? OwnAddress.Find() ?? "localhost",
            Port = parsed.GetValue(_port),
            TelemetryPort = parsed.GetValue(_telemetry),
            TlsCertificate = parsed.GetValue(_certificate),
            TlsKey = parsed.GetValue(_key),
            PublicAddress = _public.Address(parsed),
            DrainSeconds = _public.DrainSeconds(parsed),
            Database = _database.Read(parsed),
        };
}

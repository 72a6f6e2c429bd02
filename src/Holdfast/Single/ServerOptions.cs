using Holdfast.Databases;
using Holdfast.Node;
using Holdfast.Pki.Served;

namespace Holdfast.Single;

/// <summary>How the single server was asked to be.</summary>
internal sealed record ServerOptions
{
    /// <summary>Under which clients reach this machine.</summary>
    public string HostName { get; init; } = "localhost";

    /// <summary>HTTPS of the portal.</summary>
    public int Port { get; init; } = 8443;

    /// <summary>0: off.</summary>
    public int WireGuardTcpPort { get; init; } = 8444;

    /// <summary>Health and metrics on loopback; 0: off.</summary>
    public int TelemetryPort { get; init; }

    /// <summary>Of the profile that the first start makes, as are the next two.</summary>
    public int WireGuardPort { get; init; } = 51820;

    public int OpenVpnUdpPort { get; init; } = 1194;

    public int OpenVpnTcpPort { get; init; } = 1194;

    public string? TlsCertificate { get; init; }

    public string? TlsKey { get; init; }

    /// <summary>What becomes of the tunnels when the server is stopped in good order.</summary>
    public OnStop OnStop { get; init; } = OnStop.Remove;

    /// <summary>Where clients find the portals when that is not this machine's own name and port; null: it is.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Between "not ready" and the closing of the portal's doors when it stops.</summary>
    public int DrainSeconds { get; init; }

    /// <summary>Where portals of other machines reach the node; null: only that of this machine does.</summary>
    public NodeLink? Link { get; init; }

    public DatabaseSource Database { get; init; } = DatabaseSource.Unset;

    /// <summary>Null: the portal makes its own.</summary>
    public CertificateFiles? CertificateFiles => CertificateFiles.From(TlsCertificate, TlsKey);

    public string PublicUrl =>
        PublicAddress is { } shared ? shared.GetLeftPart(UriPartial.Authority)
        : Port == 443 ? $"https://{HostName}"
        : $"https://{HostName}:{Port}";
}

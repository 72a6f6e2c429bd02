using System.Net;
using Holdfast.Model.Profiles;

namespace Holdfast.Model.DesiredState;

/// <summary>One OpenVPN server process.</summary>
public sealed record OpenVpnService
{
    /// <summary>Unique on the node; also the name of its tunnel device, see <see cref="DeviceNames"/>.</summary>
    public required string Interface { get; init; }

    /// <summary>0 to n-1: which part of the pools is this process's (see <see cref="OpenVpnClient.Slot"/>).</summary>
    public required int Part { get; init; }

    public required Transport Transport { get; init; }

    public required int Port { get; init; }

    /// <summary>Null: all, IPv4 and IPv6.</summary>
    public IPAddress? ListenAddress { get; init; }

    /// <summary>This process's part of the profile's pool.</summary>
    public required IPNetwork Pool4 { get; init; }

    public required IPNetwork Pool6 { get; init; }

    public required int Mtu { get; init; }

    /// <summary>PEM.</summary>
    public required string CaCertificate { get; init; }

    /// <summary>PEM.</summary>
    public required string Certificate { get; init; }

    /// <summary>PEM, PKCS#8.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>OpenVPN static key V1, 2048 bit.</summary>
    public required string TlsCryptKey { get; init; }

    /// <summary>What every client is told at connect; written into each client's file, so that a change cuts nobody off.</summary>
    public required OpenVpnPush Push { get; init; }

    /// <inheritdoc cref="OpenVpnOptions.Ping"/>
    public int Ping { get; init; } = 10;

    /// <inheritdoc cref="OpenVpnOptions.PingRestart"/>
    public int PingRestart { get; init; } = 60;

    public bool Log { get; init; }
}

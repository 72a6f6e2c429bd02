using Holdfast.Model.Keys;

namespace Holdfast.Model.DesiredState;

/// <summary>The secrets of a profile's servers. A class, so that nothing prints them.</summary>
public sealed class ServiceKeys
{
    /// <summary>Needed when the profile offers WireGuard.</summary>
    public WireGuardKey? WireGuard { get; init; }

    /// <summary>Needed when the profile offers OpenVPN.</summary>
    public OpenVpnServerKeys? OpenVpn { get; init; }
}

public sealed class OpenVpnServerKeys
{
    /// <summary>PEM.</summary>
    public required string CaCertificate { get; init; }

    /// <summary>PEM.</summary>
    public required string Certificate { get; init; }

    /// <summary>PEM, PKCS#8.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>OpenVPN static key V1, 2048 bit.</summary>
    public required string TlsCryptKey { get; init; }
}

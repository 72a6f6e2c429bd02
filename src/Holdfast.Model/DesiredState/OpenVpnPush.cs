using System.Net;

namespace Holdfast.Model.DesiredState;

/// <summary>Routes and names that OpenVPN clients get.</summary>
public sealed record OpenVpnPush
{
    public required bool DefaultGateway { get; init; }

    public required bool BlockLan { get; init; }

    public IReadOnlyList<IPNetwork> Routes { get; init; } = [];

    public IReadOnlyList<IPNetwork> ExcludedRoutes { get; init; } = [];

    /// <summary>Addresses, or <c>@GW4@</c> and <c>@GW6@</c> for the gateway of the process's own part of the pool.</summary>
    public IReadOnlyList<string> DnsServers { get; init; } = [];

    public IReadOnlyList<string> DnsSearchDomains { get; init; } = [];
}

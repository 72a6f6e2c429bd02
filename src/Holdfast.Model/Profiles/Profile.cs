using System.Net;

namespace Holdfast.Model.Profiles;

/// <summary>
/// What a user connects to: protocols, address pools, routes, DNS, who may use it. What an administrator wrote, immutable;
/// the rules are in <c>Validation</c>.
/// </summary>
public sealed record Profile
{
    /// <summary>Lower-case letters, digits and hyphens, not all digits, at most 32 characters; unique.</summary>
    public required string Id { get; init; }

    /// <summary>Shown to users. 1 to 100 characters.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Larger numbers are listed first. -1000 to 1000.</summary>
    public int Priority { get; init; }

    /// <summary>The name or address that VPN clients connect to; null: the node's own.</summary>
    public string? HostName { get; init; }

    /// <summary>All traffic of the client goes through the tunnel.</summary>
    public bool DefaultGateway { get; init; } = true;

    /// <summary>Networks reached through the tunnel when <see cref="DefaultGateway"/> is off.</summary>
    public IReadOnlyList<IPNetwork> Routes { get; init; } = [];

    /// <summary>Networks that are not reached through the tunnel.</summary>
    public IReadOnlyList<IPNetwork> ExcludedRoutes { get; init; } = [];

    /// <summary>Addresses, or <c>@GW4@</c> and <c>@GW6@</c> for the gateway of the client's pool.</summary>
    public IReadOnlyList<string> DnsServers { get; init; } = [];

    public IReadOnlyList<string> DnsSearchDomains { get; init; } = [];

    /// <summary>Groups of which one is enough to use the profile; null: everybody; empty: nobody.</summary>
    public IReadOnlyList<string>? AllowedGroups { get; init; }

    /// <summary>
    /// Only for apps that were approved, and devices that were set up, by somebody who had signed in with a second factor.
    /// </summary>
    public bool SecondFactor { get; init; }

    /// <summary>Neither listed nor usable, without being removed.</summary>
    public bool Hidden { get; init; }

    /// <summary>Clients of this profile reach each other.</summary>
    public bool ClientToClient { get; init; }

    /// <summary>The node translates the clients' addresses to its own (NAT); otherwise the network behind knows the way to the pools.</summary>
    public bool Masquerade { get; init; } = true;

    /// <summary>The first choice when a client speaks both.</summary>
    public Protocol PreferredProtocol { get; init; } = Protocol.WireGuard;

    /// <summary>Nodes that carry the profile; empty: all.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>How these nodes share the clients.</summary>
    public Placement Placement { get; init; } = Placement.Spread;

    /// <summary>
    /// With <see cref="Placement.Shared"/>: the unit of the failover group (its VRID, 1 to 255) whose addresses <see cref="HostName"/>
    /// names. Null: what it names is a balancer.
    /// </summary>
    public int? Unit { get; init; }

    /// <summary>
    /// With <see cref="Unit"/>: more units, each with its part of the WireGuard clients, so that several nodes can be active at once.
    /// </summary>
    public IReadOnlyList<FurtherUnit> FurtherUnits { get; init; } = [];

    /// <summary>Null: the profile does not offer WireGuard.</summary>
    public WireGuardOptions? WireGuard { get; init; }

    /// <summary>Null: the profile does not offer OpenVPN.</summary>
    public OpenVpnOptions? OpenVpn { get; init; }
}

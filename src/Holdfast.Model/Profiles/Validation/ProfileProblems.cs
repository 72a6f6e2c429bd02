using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation;

/// <summary>What can be wrong with profiles.</summary>
public static class ProfileProblems
{
    public static readonly ProblemKind InvalidId = new(
        "HF-1001",
        "Profile id not allowed",
        "Use 1 to 32 lower-case letters, digits and hyphens, not digits alone."
    );

    public static readonly ProblemKind DuplicateId = new(
        "HF-1002",
        "Profile id used twice",
        "Give each profile an id of its own."
    );

    public static readonly ProblemKind InvalidDisplayName = new(
        "HF-1003",
        "Display name not allowed",
        "Use 1 to 100 characters in one line, without spaces at its ends."
    );

    public static readonly ProblemKind OutOfRange = new(
        "HF-1004",
        "Number out of range",
        "Choose a number in the range that is named."
    );

    public static readonly ProblemKind InvalidHostName = new(
        "HF-1005",
        "Host name not allowed",
        "Use a domain name such as vpn.example.org, or an IP address."
    );

    public static readonly ProblemKind NoProtocol = new(
        "HF-1006",
        "Profile without a protocol",
        "Offer WireGuard, OpenVPN or both."
    );

    public static readonly ProblemKind NoWireGuardTransport = new(
        "HF-1007",
        "WireGuard with neither UDP nor TCP",
        "Switch on UDP, TCP or both, or take WireGuard out of the profile."
    );

    public static readonly ProblemKind WrongFamily = new(
        "HF-1008",
        "Pool of the wrong address family",
        "Put an IPv4 network into pool4 and an IPv6 network into pool6."
    );

    public static readonly ProblemKind PoolSize = new(
        "HF-1009",
        "Pool too large or too small",
        "Use /8 to /28 for IPv4 and /64 to /112 for IPv6."
    );

    public static readonly ProblemKind PoolNotUsable = new(
        "HF-1010",
        "Pool in a range that cannot be routed",
        "Choose a private range, such as one inside 10.0.0.0/8 or fd00::/8."
    );

    public static readonly ProblemKind PoolsOverlap = new(
        "HF-1011",
        "Pools overlap",
        "Give every protocol of every profile a range of its own."
    );

    public static readonly ProblemKind PortTwice = new(
        "HF-1012",
        "Port used twice",
        "Every server on a node needs a port of its own for its transport."
    );

    public static readonly ProblemKind ProcessCount = new(
        "HF-1013",
        "Number of OpenVPN ports not allowed",
        "Use 1, 2, 4, 8, 16, 32 or 64 ports, UDP and TCP together: each port is a server process with an equal part of the pools."
    );

    public static readonly ProblemKind PoolTooSmall = new(
        "HF-1014",
        "Pool too small for its processes",
        "Use a larger pool or fewer ports: each process needs at least a /29 of its own."
    );

    public static readonly ProblemKind ExposedPorts = new(
        "HF-1015",
        "Exposed ports without a server",
        "Exposed ports lead to listening ports of the same transport: add one, or remove the exposed ports."
    );

    public static readonly ProblemKind InvalidDnsServer = new(
        "HF-1016",
        "DNS server not allowed",
        "Use an IP address, or @GW4@ or @GW6@ for the gateway of the client's pool."
    );

    public static readonly ProblemKind InvalidSearchDomain = new(
        "HF-1017",
        "Search domain not allowed",
        "Use a domain name such as corp.example.org, without a dot at its end."
    );

    public static readonly ProblemKind NoDnsServer = new(
        "HF-1018",
        "All traffic through the tunnel, but no DNS server",
        "Name a DNS server that clients reach through the tunnel, or switch the default gateway off."
    );

    public static readonly ProblemKind RoutesWithDefaultGateway = new(
        "HF-1019",
        "Routes beside the default gateway",
        "Remove the routes, or switch the default gateway off."
    );

    public static readonly ProblemKind DnsWithoutSearchDomain = new(
        "HF-1020",
        "DNS servers would be ignored",
        "Without the default gateway, clients ask them only for the search domains: name one, or remove the servers."
    );

    public static readonly ProblemKind DnsOutsideTunnel = new(
        "HF-1021",
        "DNS server outside the tunnel",
        "Add a route to it, remove the excluded route that covers it, or use @GW4@ or @GW6@."
    );

    public static readonly ProblemKind ListedTwice = new("HF-1022", "Listed twice", "Remove one of the two.");

    public static readonly ProblemKind RouteToEverything = new(
        "HF-1023",
        "Route to everything",
        "Switch the default gateway on instead."
    );

    public static readonly ProblemKind NothingLeft = new(
        "HF-1024",
        "Everything is excluded",
        "Remove the excluded route that covers all that the tunnel is for."
    );

    public static readonly ProblemKind InvalidProxyUrl = new(
        "HF-1025",
        "Address of the TCP service not allowed",
        "Use an address that begins with https://, without user, query and fragment."
    );

    public static readonly ProblemKind InvalidGroup = new(
        "HF-1026",
        "Group name not allowed",
        "Use 1 to 100 characters in one line, without spaces at its ends."
    );

    public static readonly ProblemKind InvalidNode = new(
        "HF-1027",
        "Node name not allowed",
        "Use the name of a node, 1 to 100 characters."
    );

    public static readonly ProblemKind TooMany = new(
        "HF-1028",
        "List too long",
        "Shorten the list to the number that is named."
    );

    public static readonly ProblemKind SliceOutside = new(
        "HF-1031",
        "Slice not in the pool",
        "Give each node a network of at least eight addresses inside pool4, as large a part of it as of pool6."
    );

    public static readonly ProblemKind SlicesOverlap = new(
        "HF-1032",
        "Slices overlap",
        "Give each node one slice, apart from those of the others."
    );

    public static readonly ProblemKind SharedNeedsHostName = new(
        "HF-1033",
        "Shared profile without a host name",
        "Set hostName to the virtual address of the nodes, a name of it, or that of the balancer in front of them."
    );

    public static readonly ProblemKind SharedHasNoSlices = new(
        "HF-1034",
        "Shared profile with parts of the pool",
        "Leave the slices out: every node of a shared profile serves the whole pool."
    );

    public static readonly ProblemKind UnitNeedsShared = new(
        "HF-1035",
        "Failover unit of a profile that is not shared",
        "Set placement to shared, or leave the unit out."
    );

    public static readonly ProblemKind FurtherUnitsNeed = new(
        "HF-1036",
        "Further units of a profile that cannot be divided",
        "Further units need a profile with placement shared, a first unit, and WireGuard; leave them out otherwise."
    );

    public static readonly ProblemKind UnitTwice = new(
        "HF-1037",
        "A unit is named twice",
        "Name each unit of the failover group once: the first as unit, the others as further units."
    );
}

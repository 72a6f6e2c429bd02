using System.Net.Sockets;
using Holdfast.Link.Messages;
using Holdfast.Model.Addresses;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// What a node may say of itself. Nodes stand where others may get at them, so nothing impossible gets further than here: a figure
/// that overflows a sum, or a name that is a line of a configuration file, would reach other nodes' clients.
/// </summary>
internal static class NodeClaims
{
    private const int MostServices = 2000;
    private const int LongestName = 100;
    private const int LongestDetail = 2000;
    private const int LongestUrl = 300;
    private const int LongestLink = 15;
    private const int MostRows = 500;
    private const int MostUnits = 64;

    /// <summary>Seconds: a hundred years.</summary>
    private const double LongestTime = 3e9;

    private const int MostSessions = 1_000_000;

    /// <summary>Nobody numbers so many events, and nobody moves so many bytes in a session: 9 PB.</summary>
    private const long Largest = 1L << 53;

    /// <returns>Null: it may be so.</returns>
    public static Problem? Doubt(NodeStatus status)
    {
        if (!HostSyntax.IsHost(status.HostName))
        {
            return Lie("It calls itself what is no host name.");
        }

        if (status.WireGuardTcpUrl is { } url && !IsServiceUrl(url))
        {
            return Lie("It serves WireGuard inside TCP at what is no address of a web server.");
        }

        if ((Doubt(status.Networks ?? []) ?? Doubt(status.Failover)) is { } impossible)
        {
            return impossible;
        }

        return status.Services.Count > MostServices
            ? Lie($"It has {status.Services.Count} services.")
            : status.Services.Select(Doubt).FirstOrDefault(doubt => doubt is not null);
    }

    /// <summary>Of a message as a whole; nothing of it is stored then.</summary>
    /// <returns>Null: it may be so.</returns>
    public static Problem? Doubt(NodeEvents happened) =>
        happened switch
        {
            { Events.Count: > NodeEvents.MostEvents } => Lie($"{happened.Events.Count} events came in one message."),
            { First: < 1 or > Largest } => Lie($"It numbers an event {happened.First}."),
            _ => null,
        };

    /// <summary>Of one event; the others of the message count.</summary>
    /// <returns>Null: it may be so.</returns>
    public static Problem? Doubt(NodeEvent happening) =>
        happening switch
        {
            SessionStarted started => Families(started) ? null : Lie("A session has addresses of the wrong kind."),
            SessionCounted counted => Counters(counted.Received, counted.Sent),
            SessionEnded ended => Counters(ended.Received, ended.Sent),
            _ => null,
        };

    /// <summary>Of an answer; nothing of it is shown then.</summary>
    /// <returns>Null: it may be so.</returns>
    public static Problem? Doubt(FailoverAnswer answer) =>
        answer.Rows.Count > MostRows || answer.Refused is { Length: > LongestDetail }
            ? Lie("What its failover agent answers is too long.")
        : answer.Rows.Any(row =>
            row
                is { What.Length: > LongestDetail }
                    or { Problem.Length: > LongestName }
                    or { Title.Length: > LongestDetail }
                    or { Detail.Length: > LongestDetail }
                    or { Remedy.Length: > LongestDetail }
        )
            ? Lie("A row of its failover agent is too long.")
        : null;

    private static Problem? Doubt(IReadOnlyList<OwnNetwork> networks) =>
        networks.Count > NodeStatus.MostNetworks
        || networks.Any(network =>
            network.Link.Length > LongestLink
            || network.PrefixLength < 0
            || network.PrefixLength > network.Address.GetAddressBytes().Length * 8
        )
            ? Lie("It is in networks that cannot be.")
            : null;

    private static Problem? Doubt(FailoverReport? report) =>
        report is null ? null
        : report.Trouble is { Length: > LongestDetail } || report.Configuration.Trouble is { Length: > LongestDetail }
            ? Lie("What it says of its failover agent is too long.")
        : report.Agent is { } agent && !IsPossible(agent) ? Lie("Its failover agent says what cannot be.")
        : null;

    private static bool IsPossible(AgentReport agent) =>
        agent.Name.Length <= LongestName
        && agent.Units.Count <= MostUnits
        && agent.Units.All(unit =>
            unit.Addresses.Count <= MostUnits
            && unit.Addresses.All(address => address.Length <= LongestName)
            && unit.Epoch.Length <= LongestName
            && unit.Unhealthy is not { Length: > LongestDetail }
            && unit.Obstacle is not { Length: > LongestName }
            && double.IsFinite(unit.SecondsInRole)
            && Math.Abs(unit.SecondsInRole) < LongestTime
            && unit.Others.Count <= MostUnits
            && unit.Others.All(other => other.Name.Length <= LongestName && double.IsFinite(other.SilentFor))
        )
        && agent.History.Count <= AgentReport.MostHistory
        && agent.History.All(happening => happening.What.Length <= LongestDetail)
        && agent.Database is not ({ Server.Length: > LongestName } or { Trouble.Length: > LongestDetail })
        && (agent.Database?.KeptAside ?? []) is { Count: <= DatabaseReport.MostKeptAside } kept
        && kept.All(folder => folder.Length <= LongestDetail);

    private static Problem? Doubt(ServiceStatus service) =>
        service switch
        {
            { Sessions: < 0 or > MostSessions } => Lie($"{service.Sessions} sessions are on one of its services."),
            { Received: < 0 } or { Sent: < 0 } => Lie("One of its services has carried less than nothing."),
            { ProfileId.Length: > LongestName }
            or { Interface.Length: > LongestName }
            or { Detail.Length: > LongestDetail } => Lie("What it says of a service is too long."),
            _ => null,
        };

    private static Problem? Counters(long received, long sent) =>
        received is >= 0 and <= Largest && sent is >= 0 and <= Largest
            ? null
            : Lie($"A session has carried {received} and {sent} bytes.");

    private static bool Families(SessionStarted started) =>
        started.Address4.AddressFamily == AddressFamily.InterNetwork
        && started.Address6 is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: 0 };

    private static bool IsServiceUrl(Uri url) =>
        url.IsAbsoluteUri
        && url.Scheme == Uri.UriSchemeHttps
        && url.OriginalString.Length <= LongestUrl
        && url is { UserInfo: "", Query: "", Fragment: "" }
        && HostSyntax.IsHost(url.Host.Trim('[', ']'));

    private static Problem Lie(string detail) => NodeProblems.Impossible.At("", detail);
}

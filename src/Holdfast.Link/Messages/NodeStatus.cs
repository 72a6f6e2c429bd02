using Holdfast.Model.Failover;

namespace Holdfast.Link.Messages;

/// <summary>How the node is, at least every 5 seconds and at once when it changes. Not stored, not acknowledged.</summary>
/// <param name="At">By the node's clock.</param>
/// <param name="Services">One for each WireGuard interface and OpenVPN process.</param>
/// <param name="HostName">What clients connect to when the profile says nothing else.</param>
/// <param name="WireGuardTcpUrl">Where WireGuard inside TCP is served: a slash and the id of the profile are put behind it; null: nowhere.</param>
/// <param name="Machine">Null: the node is older than this, or cannot say.</param>
/// <param name="ActiveUnits">The units of its failover group for which it is the active one (VRIDs); null: it has no failover agent.</param>
/// <param name="Networks">In which the machine has addresses; null: the node is older than <see cref="FailoverWanted"/>.</param>
/// <param name="Failover">What its failover agent says; null: none answers.</param>
public sealed record NodeStatus(
    DateTimeOffset At,
    IReadOnlyList<ServiceStatus> Services,
    string HostName,
    Uri? WireGuardTcpUrl,
    MachineStatus? Machine = null,
    IReadOnlyList<int>? ActiveUnits = null,
    IReadOnlyList<OwnNetwork>? Networks = null,
    FailoverReport? Failover = null
) : LinkMessage
{
    /// <summary>More networks of a machine are not told.</summary>
    public const int MostNetworks = 64;
}

/// <param name="Interface">Name of the device.</param>
/// <param name="Works">The data plane of this service carries traffic.</param>
/// <param name="Detail">Why not, or what is noteworthy.</param>
/// <param name="Sessions">In use now.</param>
/// <param name="Received">Bytes from clients since the device was made; null: not known. A smaller number than before means a new device.</param>
/// <param name="Sent">Bytes to clients, likewise.</param>
public sealed record ServiceStatus(
    string ProfileId,
    string Interface,
    bool Works,
    string? Detail,
    int Sessions,
    long? Received = null,
    long? Sent = null
);

/// <summary>The machine that the node runs on. Each figure may be missing.</summary>
/// <param name="CpuLoad">Of all processors together over the last seconds, 0 to 1.</param>
/// <param name="MemoryUsed">Bytes that could not be had for something else.</param>
/// <param name="MemoryTotal">Bytes.</param>
/// <param name="UptimeSeconds">Since the machine was started.</param>
/// <param name="RunsSeconds">Since the node process was started.</param>
public sealed record MachineStatus(
    double? CpuLoad,
    long? MemoryUsed,
    long? MemoryTotal,
    long? UptimeSeconds,
    long? RunsSeconds
);

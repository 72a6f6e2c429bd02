namespace Holdfast.Link.Messages;

/// <summary>How the node is, at least every 5 seconds and at once when it changes. Not stored, not acknowledged.</summary>
/// <param name="At">By the node's clock.</param>
/// <param name="Services">One for each WireGuard interface and OpenVPN process.</param>
/// <param name="HostName">What clients connect to when the profile says nothing else.</param>
/// <param name="WireGuardTcpUrl">Where WireGuard inside TCP is served: a slash and the id of the profile are put behind it; null: nowhere.</param>
public sealed record NodeStatus(
    DateTimeOffset At,
    IReadOnlyList<ServiceStatus> Services,
    string HostName,
    Uri? WireGuardTcpUrl
) : LinkMessage;

/// <param name="Interface">Name of the device.</param>
/// <param name="Works">The data plane of this service carries traffic.</param>
/// <param name="Detail">Why not, or what is noteworthy.</param>
/// <param name="Sessions">In use now.</param>
public sealed record ServiceStatus(string ProfileId, string Interface, bool Works, string? Detail, int Sessions);

using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Nodes;

/// <summary>What this portal knows of one node right now. Derived from the link; nothing here is missed when the portal dies.</summary>
public sealed class NodeLinkState(string nodeId, TimeProvider clock)
{
    private volatile NodeStatus? _status;
    private readonly RecentPlacements _placements = new(clock);
    private volatile LinkCondition _condition = new(false, null, null);

    public string NodeId => nodeId;

    public Acknowledgements Acknowledgements { get; } = new();

    /// <summary>Linked or not, and why not.</summary>
    public LinkCondition Condition => _condition;

    /// <summary>What the node last said of itself on the present link; null before it has.</summary>
    public NodeStatus? Status => _condition.Linked ? _status : null;

    public void Linked(NodeHello hello)
    {
        _status = null;
        _condition = new(true, hello.Software, null);
    }

    public void Unlinked(string reason) => _condition = new(false, null, reason);

    public void Report(NodeStatus status) => _status = status;

    /// <summary>Clients that use the node now, and those that were just sent there and do not count yet.</summary>
    public int Clients => (Status?.Services.Sum(service => service.Sessions) ?? 0) + _placements.Recent;

    /// <summary>A client was sent there.</summary>
    public void Placed() => _placements.Add();

    /// <summary>The node is linked and says that the profile's data plane works for a protocol.</summary>
    public bool Carries(Profile profile, ProtocolTransport choice) =>
        Status is { } status
        && status.Services.Any(s =>
            s.Works && s.ProfileId == profile.Id && DeviceNames.IsOf(s.Interface, choice.Protocol)
        )
        && (choice != ProtocolTransport.WireGuardTcp || ProxyEndpoint(profile) is not null);

    /// <summary>Where clients of the profile find WireGuard inside TCP; null: nowhere.</summary>
    public Uri? ProxyEndpoint(Profile profile) =>
        profile.WireGuard?.ProxyUrl
        ?? (Status?.WireGuardTcpUrl is { } url ? new Uri($"{url.ToString().TrimEnd('/')}/{profile.Id}") : null);
}

/// <param name="Software">The node's version, when linked.</param>
/// <param name="Reason">Why it is not linked.</param>
public sealed record LinkCondition(bool Linked, string? Software, string? Reason);

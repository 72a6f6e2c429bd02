using Holdfast.Link.Channels;
using Holdfast.Link.Messages;
using Holdfast.Link.Problems;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Nodes;

/// <summary>What this portal knows of one node right now. Derived from the link; nothing here is missed when the portal dies.</summary>
/// <param name="changed">Called when something changed that a person who looks on wants to see.</param>
public sealed class NodeLinkState(string nodeId, TimeProvider clock, Action changed)
{
    private readonly Lock _changing = new();
    private volatile NodeStatus? _status;
    private readonly RecentPlacements _placements = new(clock);
    private volatile LinkCondition _condition = LinkCondition.NeverTried;
    private volatile NodeTraffic _traffic = NodeTraffic.None;
    private volatile Problem? _doubt;
    private TimeSpan _clockAhead;

    public NodeLinkState(string nodeId, TimeProvider clock)
        : this(nodeId, clock, () => { }) { }

    public string NodeId => nodeId;

    public Acknowledgements Acknowledgements { get; } = new();

    /// <summary>Linked or not, and why not.</summary>
    public LinkCondition Condition => _condition;

    /// <summary>What the node last said of itself on the present link; null before it has, and while it is silent.</summary>
    public NodeStatus? Status => _condition.Linked ? _status : null;

    /// <summary>How fast it carries, from its last two statuses.</summary>
    public NodeTraffic Traffic => _condition.Linked ? _traffic : NodeTraffic.None;

    /// <summary>How far its clock is ahead of ours, by its last status, which was some milliseconds under way; null: it has said nothing.</summary>
    public TimeSpan? ClockAhead => Status is null ? null : _clockAhead;

    /// <summary>Why it is not believed in everything since it was linked; null: it is.</summary>
    public Problem? Doubt => _condition.Linked ? _doubt : null;

    public void Linked(NodeHello hello, DateTimeOffset now)
    {
        lock (_changing)
        {
            (_status, _traffic, _doubt) = (null, NodeTraffic.None, null);
            _condition = new(true, hello.Software, null, now);
        }

        changed();
    }

    /// <summary>The link is over, or did not come to be.</summary>
    public void Unlinked(string reason, DateTimeOffset now)
    {
        lock (_changing)
        {
            var before = _condition;
            _condition = before with
            {
                Linked = false,
                Reason = reason,
                Since = before.Linked || before.Since is null ? now : before.Since,
            };
        }

        changed();
    }

    /// <summary>Said while the link stands: how long nothing was heard of the node.</summary>
    public void Heard(TimeSpan silence, DateTimeOffset now)
    {
        var silent = silence >= LinkLimits.SilentAfter;
        if (silent != _condition.Linked)
        {
            return;
        }

        lock (_changing)
        {
            _condition = silent
                ? _condition with
                {
                    Linked = false,
                    Reason = LinkProblems
                        .Silent.At($"node {nodeId}", "It does not answer; the link stands.")
                        .ToString(),
                    Since = now - silence,
                }
                : _condition with
                {
                    Linked = true,
                    Reason = null,
                    Since = now,
                };
        }

        changed();
    }

    /// <summary>It said what cannot be.</summary>
    /// <param name="ofItself">Its status; then nothing is known of how it is, and it gets no clients.</param>
    public void Distrust(Problem doubt, bool ofItself)
    {
        var isNew = _doubt != doubt;
        lock (_changing)
        {
            _doubt = doubt;
            if (ofItself)
            {
                (_status, _traffic) = (null, NodeTraffic.None);
            }
        }

        if (isNew)
        {
            changed();
        }
    }

    public void Report(NodeStatus status)
    {
        var before = _status;
        lock (_changing)
        {
            _traffic = NodeTraffic.Between(before, status);
            _clockAhead = status.At - clock.GetUtcNow();
            _status = status;
        }

        if (before is null || !LooksAlike(before, status))
        {
            changed();
        }
    }

    /// <summary>Clients that use the node now, and those that were just sent there and do not count yet.</summary>
    public int Clients => (Status?.Services.Sum(service => service.Sessions) ?? 0) + _placements.Recent;

    /// <summary>A client was sent there.</summary>
    public void Placed() => _placements.Add();

    /// <summary>The node is linked and says that the profile's data plane works for a protocol.</summary>
    public bool Carries(Profile profile, ProtocolTransport choice) => Carries(profile, choice, profile.Id);

    /// <param name="serviceId">Of the part, where the profile is divided.</param>
    public bool Carries(Profile profile, ProtocolTransport choice, string serviceId) =>
        Status is { } status
        && status.Services.Any(s =>
            s.Works && s.ProfileId == serviceId && DeviceNames.IsOf(s.Interface, choice.Protocol)
        )
        && (choice != ProtocolTransport.WireGuardTcp || ProxyEndpoint(profile, serviceId) is not null);

    /// <summary>It says that it has the addresses of this unit of its failover group. Never where there is none.</summary>
    public bool IsActiveFor(int? unit) => unit is { } vrid && Status?.ActiveUnits?.Contains(vrid) == true;

    /// <summary>Where clients of the profile find WireGuard inside TCP; null: nowhere.</summary>
    /// <param name="serviceId">Of the part, where the profile is divided.</param>
    public Uri? ProxyEndpoint(Profile profile, string serviceId) =>
        profile.WireGuard?.ProxyUrl
        ?? (Status?.WireGuardTcpUrl is { } url ? new Uri($"{url.ToString().TrimEnd('/')}/{serviceId}") : null);

    /// <summary>Figures that change all the time are shown when somebody looks again.</summary>
    private static bool LooksAlike(NodeStatus left, NodeStatus right) =>
        (left.ActiveUnits ?? []).SequenceEqual(right.ActiveUnits ?? [])
        && FailoverReport.AreAlike(left.Failover, right.Failover)
        && left.Services.Select(s => (s.Interface, s.Works, s.Detail, s.Sessions))
            .SequenceEqual(right.Services.Select(s => (s.Interface, s.Works, s.Detail, s.Sessions)));
}

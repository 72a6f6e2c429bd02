using Holdfast.Data.Configurations;
using Holdfast.Data.Nodes;
using Holdfast.Link.Messages;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>From what the database and the link know of a node to what is shown. What a node says of itself is taken with care.</summary>
internal static class NodeDetailsOf
{
    private const int MostFailures = 100;

    public static NodeDetails Node(
        Node node,
        NodeLinkState state,
        IEnumerable<NoRoomView> noRoom,
        IEnumerable<CutOff> notYetCutOff,
        IEnumerable<NodeOutage> outages
    )
    {
        var (condition, status, traffic) = (state.Condition, state.Status, state.Traffic);
        var failures = condition.Linked ? FailuresOf(state) : [];
        var sessions = status?.Services.Sum(s => (long)Math.Max(0, s.Sessions));
        return new NodeDetails
        {
            Id = node.Id,
            State = StateOf(node, condition, status, failures, sessions),
            Address = node.Address,
            HostName = node.HostName,
            GivenHostName = node.GivenHostName,
            Weight = node.Weight,
            ClientNetworks = node.ClientNetworks,
            DrainingSince = node.DrainingSince,
            IsLinked = condition.Linked,
            Since = condition.Since,
            Reason = condition.Reason,
            Software = condition.Software,
            Revision = node.Revision,
            Lag = condition.Linked ? Math.Max(0, node.Revision - state.Acknowledgements.Applied.Number) : null,
            Sessions = sessions is { } many ? (int)Math.Min(many, int.MaxValue) : null,
            ReceivedPerSecond = traffic.Received,
            SentPerSecond = traffic.Sent,
            CpuLoad = status?.Machine?.CpuLoad is { } load ? Math.Clamp(load, 0, 1) : null,
            MemoryUsed = NotNegative(status?.Machine?.MemoryUsed),
            MemoryTotal = NotNegative(status?.Machine?.MemoryTotal),
            UptimeSeconds = NotNegative(status?.Machine?.UptimeSeconds),
            RunsSeconds = NotNegative(status?.Machine?.RunsSeconds),
            CertificateEndsAt = node.CertificateEndsAt,
            CreatedAt = node.CreatedAt,
            Services = [.. (status?.Services ?? []).Select(Service)],
            Failures = failures,
            NoRoom = [.. noRoom],
            NotYetCutOff = [.. notYetCutOff.Where(cut => cut.NodeId == node.Id).Select(cut => cut.UserName)],
            Outages =
            [
                .. outages
                    .Where(o => o.NodeId == node.Id && o.BeganAt >= node.CreatedAt)
                    .Select(o => new OutageView(o.BeganAt, o.EndedAt, o.Reason)),
            ],
        };
    }

    private static NodeCondition StateOf(
        Node node,
        LinkCondition condition,
        NodeStatus? status,
        IReadOnlyList<NodeFailureView> failures,
        long? sessions
    ) =>
        condition switch
        {
            { Linked: false } => NodeCondition.NotLinked,
            _ when node.DrainingSince is not null && sessions == 0 => NodeCondition.Empty,
            _ when node.DrainingSince is not null => NodeCondition.Draining,
            _ when failures.Count > 0 || status?.Services.Any(s => !s.Works) == true => NodeCondition.Troubled,
            _ => NodeCondition.Linked,
        };

    private static IReadOnlyList<NodeFailureView> FailuresOf(NodeLinkState state) =>
        [
            .. state.Doubt is { } doubt
                ? [new NodeFailureView(doubt.Id, "", $"{doubt.Kind.Title}: {doubt.Detail}")]
                : Array.Empty<NodeFailureView>(),
            .. state
                .Acknowledgements.Failures.Take(MostFailures)
                .Select(f => new NodeFailureView(f.ProblemId, f.ProfileId, f.Detail)),
        ];

    private static NodeServiceView Service(ServiceStatus service) =>
        new(
            service.ProfileId,
            service.Interface,
            service.Works,
            service.Detail,
            Math.Max(0, service.Sessions),
            NotNegative(service.Received),
            NotNegative(service.Sent)
        );

    private static long? NotNegative(long? figure) => figure >= 0 ? figure : null;
}

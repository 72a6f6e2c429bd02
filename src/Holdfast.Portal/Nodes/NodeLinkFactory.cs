using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Link.Dialing;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Nodes;

/// <summary>What every link needs.</summary>
public sealed class NodeLinkFactory(
    IDatabase database,
    NodeStore nodes,
    NodeRegistry registry,
    DesiredStates desired,
    NodeEventIntake events,
    NodeCertificates certificates,
    FailoverPlans failover,
    MachineQuestions questions,
    LinkDialer dialer,
    PortalMetrics metrics,
    TimeProvider clock,
    ILogger<NodeLink> logger
)
{
    public NodeLink For(string nodeId) =>
        new(
            nodeId,
            database,
            nodes,
            registry,
            desired,
            events,
            certificates,
            failover,
            questions,
            dialer,
            metrics,
            clock,
            logger
        );
}

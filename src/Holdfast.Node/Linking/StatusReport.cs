using Holdfast.Link.Messages;
using Holdfast.Linux.Machines;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;
using Holdfast.Node.Applying;
using Holdfast.Node.Events;
using Holdfast.Node.Failover;
using Holdfast.Node.Sessions;

namespace Holdfast.Node.Linking;

/// <summary>How the node is, put together from its parts.</summary>
internal sealed class StatusReport(
    Applier applier,
    SessionTracker sessions,
    Outbox outbox,
    NodeOptions options,
    Func<Uri?> wireGuardTcp,
    MachineWatch machine,
    Func<IReadOnlyList<int>?> activeUnits,
    AgentKeeper agent,
    TimeProvider time
)
{
    public NodeStatus Now()
    {
        var counts = sessions.Counts();
        var traffic = machine.Devices();
        return new NodeStatus(
            time.GetUtcNow(),
            [
                .. applier
                    .Status()
                    .Select(s => s with { Sessions = counts.GetValueOrDefault(s.Interface, s.Sessions) })
                    .Select(s => traffic.TryGetValue(s.Interface, out var counters) ? Counted(s, counters) : s),
                .. Storage(),
            ],
            options.HostName,
            wireGuardTcp(),
            machine.Now(),
            activeUnits(),
            agent.Networks,
            agent.Report
        );
    }

    /// <summary>False: there is something that a portal should hear of at once. Figures that change all the time are nothing such.</summary>
    public static bool AreAlike(NodeStatus left, NodeStatus right) =>
        left.HostName == right.HostName
        && left.WireGuardTcpUrl == right.WireGuardTcpUrl
        && (left.ActiveUnits ?? []).SequenceEqual(right.ActiveUnits ?? [])
        && (left.Networks ?? []).SequenceEqual(right.Networks ?? [])
        && FailoverReport.AreAlike(left.Failover, right.Failover)
        && left.Services.Select(Uncounted).SequenceEqual(right.Services.Select(Uncounted));

    private static ServiceStatus Counted(ServiceStatus service, DeviceCounters counters) =>
        service with
        {
            Received = counters.Received,
            Sent = counters.Sent,
        };

    private static ServiceStatus Uncounted(ServiceStatus service) => service with { Received = null, Sent = null };

    /// <summary>A disk that takes nothing is a service that does not work; events that were lost for lack of a portal are noteworthy.</summary>
    private IEnumerable<ServiceStatus> Storage()
    {
        Problem?[] problems = [applier.Storage, outbox.Problem];
        return problems
            .OfType<Problem>()
            .Select(p => Storage(p, works: false))
            .Concat(outbox.Loss is { } loss ? [Storage(loss, works: true)] : []);
    }

    private static ServiceStatus Storage(Problem problem, bool works) =>
        new(ProfileId: "", "storage", works, problem.ToString(), Sessions: 0);
}

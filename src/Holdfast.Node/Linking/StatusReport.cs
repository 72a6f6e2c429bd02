using Holdfast.Link.Messages;
using Holdfast.Model.Problems;
using Holdfast.Node.Applying;
using Holdfast.Node.Events;
using Holdfast.Node.Sessions;

namespace Holdfast.Node.Linking;

/// <summary>How the node is, put together from its parts.</summary>
internal sealed class StatusReport(
    Applier applier,
    SessionTracker sessions,
    Outbox outbox,
    NodeOptions options,
    Func<Uri?> wireGuardTcp,
    TimeProvider time
)
{
    public NodeStatus Now()
    {
        var counts = sessions.Counts();
        return new NodeStatus(
            time.GetUtcNow(),
            [
                .. applier
                    .Status()
                    .Select(s => s with { Sessions = counts.GetValueOrDefault(s.Interface, s.Sessions) }),
                .. Storage(),
            ],
            options.HostName,
            wireGuardTcp()
        );
    }

    /// <summary>False: there is something that a portal should hear of at once.</summary>
    public static bool AreAlike(NodeStatus left, NodeStatus right) =>
        left.HostName == right.HostName
        && left.WireGuardTcpUrl == right.WireGuardTcpUrl
        && left.Services.SequenceEqual(right.Services);

    /// <summary>A disk that takes nothing is a service that does not work.</summary>
    private IEnumerable<ServiceStatus> Storage()
    {
        Problem?[] problems = [applier.Storage, outbox.Problem];
        return problems
            .OfType<Problem>()
            .Select(p => new ServiceStatus(ProfileId: "", "storage", Works: false, p.ToString(), Sessions: 0));
    }
}

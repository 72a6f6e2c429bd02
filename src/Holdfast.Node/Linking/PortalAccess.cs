using Holdfast.Link.Addresses;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Identities;
using Holdfast.Link.Listening;
using Holdfast.Linux.Machines;
using Holdfast.Model.Problems;
using Holdfast.Node.Applying;
using Holdfast.Node.Events;
using Holdfast.Node.Failover;
using Holdfast.Node.Sessions;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Linking;

/// <summary>What portals reach of a node. It begins when the peers are on their devices: they do without it, it does not without them.</summary>
/// <param name="at">Where the node listens, and where portals are told to dial.</param>
/// <param name="of">What portals ask about and change.</param>
internal sealed partial class PortalAccess(
    NodeOptions options,
    string home,
    (LinkAddress Listened, LinkAddress Dialled) at,
    (Applier Applier, Outbox Outbox, SessionTracker Sessions, DataPlanes Planes) of,
    TimeProvider time,
    ILoggerFactory loggers
)
{
    private readonly ILogger _log = loggers.CreateLogger<PortalAccess>();

    /// <summary>Serves until cancelled, or until applying has ended.</summary>
    /// <returns>Why it could not; empty: it did.</returns>
    public async Task<IReadOnlyList<Problem>> ServeAsync(Task applying, CancellationToken cancel)
    {
        var identities = NodeIdentityStore.Open(home, time);
        return identities.Succeeded ? await ServeAsync(identities.Value, applying, cancel) : identities.Problems;
    }

    private async Task<IReadOnlyList<Problem>> ServeAsync(
        NodeIdentityStore identities,
        Task applying,
        CancellationToken cancel
    )
    {
        // The portal that enrolled us chose the name.
        string NodeId() => identities.Current.NodeId ?? options.NodeId;
        var codes = new EnrolmentCodeFile(home, time);
        using var enrolment = new EnrolmentDesk(identities, codes, time, loggers.CreateLogger<EnrolmentDesk>());
        await using var agent = new AgentKeeper(
            options.FailoverSocket(home),
            time,
            loggers.CreateLogger<AgentKeeper>()
        );
        var handler = new LinkListenerOptions { Handler = Desk(identities, NodeId, agent).ServeAsync };
        var log = loggers.CreateLogger<LinkListener>();
        var listener = new LinkListener(identities, enrolment, handler, time, log);
        await using var links = await LinkServer.StartAsync(at.Listened, listener, loggers, cancel);
        if (links.Problem is { } problem)
        {
            return [problem];
        }

        await ServeTcpAsync(cancel);
        OpenEnrolment(codes, identities.Current);
        Log.Ready(_log, NodeId(), at.Listened);
        await Task.WhenAny(applying, Task.Delay(Timeout.InfiniteTimeSpan, time, cancel));
        return [];
    }

    /// <summary>A port in use costs WireGuard inside TCP, not the node.</summary>
    private async Task ServeTcpAsync(CancellationToken cancel)
    {
        if (await of.Planes.ServeAsync(cancel) is { } problem)
        {
            Log.TcpNotServed(_log, problem.ToString());
        }
    }

    private NodeDesk Desk(NodeIdentityStore identities, Func<string> nodeId, AgentKeeper agent)
    {
        var machine = new MachineWatch(new Machine(), time);
        var status = new StatusReport(
            of.Applier,
            of.Sessions,
            of.Outbox,
            options,
            () => of.Planes.WireGuardTcpUrl,
            machine,
            () => of.Planes.ActiveUnits,
            agent,
            time
        );
        var renewal = new CertificateRenewal(identities, of.Planes.Certificate, time);
        return new NodeDesk(
            nodeId,
            of.Applier,
            of.Outbox,
            status,
            renewal,
            agent,
            time,
            loggers.CreateLogger<NodeDesk>()
        );
    }

    /// <summary>A node that no portal knows yet shows how to bring it to one.</summary>
    private void OpenEnrolment(EnrolmentCodeFile codes, NodeIdentity identity)
    {
        codes.RememberAddress(at.Dialled);
        if (!identity.IsEnrolled)
        {
            codes.Ensure(at.Dialled, identity);
            Log.EnrolmentOpen(_log, Path.Combine(home, EnrolmentCodeFile.Name));
        }
    }
}

using System.Reflection;
using Holdfast.Link.Certificates;
using Holdfast.Link.Channels;
using Holdfast.Link.Messages;
using Holdfast.Node.Applying;
using Holdfast.Node.Events;
using Holdfast.Node.Failover;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Linking;

/// <summary>Where portals arrive: all that a link needs of the node.</summary>
internal sealed class NodeDesk(
    Func<string> nodeId,
    Applier applier,
    Outbox outbox,
    StatusReport status,
    CertificateRenewal renewal,
    AgentKeeper agent,
    TimeProvider time,
    ILogger<NodeDesk> log
)
{
    public string Software { get; } =
        typeof(NodeDesk).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "";

    public Applier Applier => applier;

    public Outbox Outbox => outbox;

    public StatusReport Status => status;

    public CertificateRenewal Renewal => renewal;

    public AgentKeeper Agent => agent;

    public TimeProvider Time => time;

    public ILogger Logger => log;

    public NodeHello Hello() =>
        new(
            LinkVersion.Oldest,
            LinkVersion.Current,
            Software,
            nodeId(),
            applier.Applied.Revision,
            outbox.OutboxId,
            outbox.First
        );

    /// <summary>Serves one link until it ends.</summary>
    public Task ServeAsync(LinkChannel channel, PortalIdentity portal, CancellationToken cancel) =>
        new PortalSession(this, channel, portal.Id).RunAsync(cancel);
}

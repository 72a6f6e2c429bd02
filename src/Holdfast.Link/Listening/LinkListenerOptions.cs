using Holdfast.Link.Certificates;
using Holdfast.Link.Channels;

namespace Holdfast.Link.Listening;

public sealed record LinkListenerOptions
{
    /// <summary>Serves one link until it returns; the listener then closes the channel.</summary>
    public required Func<LinkChannel, PortalIdentity, CancellationToken, Task> Handler { get; init; }

    /// <summary>A last word on a portal whose certificate is good; null: all are let in.</summary>
    public Func<PortalIdentity, bool>? Admit { get; init; }

    /// <summary>Links at the same time. Arbitrary, may be increased.</summary>
    public int MaximumLinks { get; init; } = 64;

    /// <summary>Connections that have not become links yet. Arbitrary, may be increased.</summary>
    public int MaximumArriving { get; init; } = 128;

    /// <summary>From the connection to the link, or to the end of an enrolment.</summary>
    public TimeSpan ArrivalTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public LinkLimits Limits { get; init; } = LinkLimits.OfNode;
}

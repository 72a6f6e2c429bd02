using Holdfast.Link.Certificates;

namespace Holdfast.Link.Listening;

/// <summary>Marks a connection of the link's endpoint, and keeps what TLS found out.</summary>
internal sealed class LinkConnection
{
    private int _arrived;

    /// <summary>Null: the other end showed no certificate; it may only enrol.</summary>
    public PortalIdentity? Portal { get; set; }

    public bool HasArrived => Volatile.Read(ref _arrived) == 1;

    /// <summary>True for the first caller.</summary>
    public bool Arrive() => Interlocked.Exchange(ref _arrived, 1) == 0;
}

namespace Holdfast.Node;

/// <summary>How one node is started. What it carries comes from the portal.</summary>
public sealed record NodeOptions
{
    /// <summary>Agents have 3112 and witnesses 3113: all three may be on one machine.</summary>
    public const int DefaultSyncPort = 3114;

    /// <summary>Folder of the node's state: last applied desired state, outbox, keys. Made when it is not there, for its owner only.</summary>
    public required string Home { get; init; }

    /// <summary>Its name in the portal.</summary>
    public string NodeId { get; init; } = "node-1";

    /// <summary>The name or address that clients connect to when the profile says nothing else.</summary>
    public string HostName { get; init; } = "localhost";

    /// <summary>Where portals dial the node: <c>unix:PATH</c> or <c>address:port</c>; null: the socket <c>link.sock</c> in <see cref="Home"/>.</summary>
    public string? LinkListen { get; init; }

    /// <summary>The portal is on this machine: together they are the single server.</summary>
    internal bool IsBesidePortal => LinkListen is null || LinkListen.StartsWith("unix:", StringComparison.Ordinal);

    /// <param name="home">The folder as it was found.</param>
    internal string FailoverSocket(string home) =>
        FailoverControl
        ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(home)) ?? "/", "failover", "control.sock");

    /// <summary>
    /// The address that the enrolment code tells, where it is not <see cref="LinkListen"/> itself: the node may listen on all of its
    /// addresses, or stand behind a translation.
    /// </summary>
    public string? LinkAddress { get; init; }

    /// <summary>TCP port of WireGuard inside TCP, 1 to 65535; 0: not offered.</summary>
    public int WireGuardTcpPort { get; init; } = 8444;

    /// <summary>Certificate chain of WireGuard inside TCP in PEM, read again when it changes; null: one that the portal signs.</summary>
    public string? TlsCertificate { get; init; }

    /// <summary>Private key of <see cref="TlsCertificate"/> in PEM; null: it stands in the same file.</summary>
    public string? TlsKey { get; init; }

    /// <summary>Control socket of the failover agent on this machine; null: that of the agent in the folder beside <see cref="Home"/>.</summary>
    public string? FailoverControl { get; init; }

    /// <summary>UDP port on which nodes of a failover group tell each other where clients are, 1 to 65535; the same on all of them.</summary>
    public int SyncPort { get; init; } = DefaultSyncPort;

    /// <summary>What becomes of the data plane when the node is stopped in good order.</summary>
    public OnStop OnStop { get; init; } = OnStop.Keep;
}

public enum OnStop
{
    /// <summary>Clients stay connected; the next start of the node finds everything as it was.</summary>
    Keep,

    /// <summary>Interfaces, processes, rules and kernel settings of ours are taken away.</summary>
    Remove,
}

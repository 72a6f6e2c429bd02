using System.Net;
using Holdfast.Model.Profiles;

namespace Holdfast.Lab.Histories;

/// <summary>What the database and the nodes hold when nothing happens any more.</summary>
public sealed record EndState
{
    /// <summary>By the clock on the wall; what has expired then is not missed.</summary>
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<StoredConfiguration> Configurations { get; init; }

    public required IReadOnlyList<LivePeer> Peers { get; init; }

    public required IReadOnlyList<StoredSession> Sessions { get; init; }
}

/// <summary>A row of the database.</summary>
/// <param name="Id">As text.</param>
/// <param name="PublicKey">Null: OpenVPN.</param>
/// <param name="Address">WireGuard: the IPv4 address of its slot. Null: OpenVPN, where it depends on the process.</param>
/// <param name="Nodes">On which it has to be live, by their host names.</param>
public sealed record StoredConfiguration(
    string Id,
    Protocol Protocol,
    string? PublicKey,
    int Slot,
    IPAddress? Address,
    DateTimeOffset Created,
    DateTimeOffset? Removed,
    IReadOnlyList<string> Nodes
)
{
    /// <summary>By which a client and a node know it.</summary>
    public string Key => PublicKey ?? Id;

    public bool IsLiving => Removed is null;
}

/// <summary>Somebody whom a node lets in.</summary>
/// <param name="Node">Its host name.</param>
/// <param name="Service">The interface or process; addresses of different ones may be the same.</param>
/// <param name="Key">Of the configuration.</param>
public sealed record LivePeer(string Node, Protocol Protocol, string Service, string Key, IPAddress Address);

/// <summary>A row of the database: the time in which a configuration was used, as its node told.</summary>
/// <param name="Node">Its host name.</param>
/// <param name="Ended">Null: it lasts.</param>
/// <param name="Received">Bytes from the client.</param>
/// <param name="Why">It ended.</param>
public sealed record StoredSession(
    string ConfigurationId,
    string Node,
    DateTimeOffset Started,
    DateTimeOffset? Ended,
    long Received,
    string Why = ""
)
{
    public override string ToString() =>
        $"{Node} {Started:HH:mm:ss.fff} to {Ended:HH:mm:ss.fff} {Why}, {Received} bytes";
}

using System.Net;

namespace Holdfast.Failover.Configuration;

public sealed record MemberConfiguration
{
    /// <summary>1 to 255, unique in the group.</summary>
    public required int Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>1 to 254, unique in the group: the highest waits least before it becomes active.</summary>
    public required int Priority { get; init; }

    /// <summary>From which it sends on each path, and to which unicast goes.</summary>
    public required IReadOnlyList<IPAddress> Addresses { get; init; }
}

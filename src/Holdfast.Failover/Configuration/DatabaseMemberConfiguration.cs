using System.Net;

namespace Holdfast.Failover.Configuration;

/// <summary>Where the server of one member is reached by the other.</summary>
public sealed record DatabaseMemberConfiguration
{
    /// <summary>Id of the member.</summary>
    public required int Member { get; init; }

    /// <summary>Its own, never a virtual one.</summary>
    public required IPAddress Address { get; init; }

    public int Port { get; init; } = 5432;
}

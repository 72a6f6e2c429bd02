using System.Net;

namespace Holdfast.Failover.Configuration;

public sealed record UnitAddress
{
    public required string Network { get; init; }

    public required IPAddress Address { get; init; }
}

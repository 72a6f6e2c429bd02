using System.Net;

namespace Holdfast.Model.Profiles;

/// <summary>The part of a profile's IPv4 pool that the administrator gives to a node; the IPv6 part follows from it.</summary>
public sealed record NodeSlice
{
    public required string Node { get; init; }

    /// <summary>Inside the pool, at least a /29.</summary>
    public required IPNetwork Network { get; init; }
}

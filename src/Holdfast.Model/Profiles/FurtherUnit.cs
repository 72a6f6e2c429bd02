namespace Holdfast.Model.Profiles;

/// <summary>One more virtual address of a shared profile, beside its first, with a part of the clients of its own.</summary>
public sealed record FurtherUnit
{
    /// <summary>The unit of the failover group (its VRID, 1 to 255) whose addresses <see cref="HostName"/> names.</summary>
    public required int Unit { get; init; }

    /// <summary>The name or address that these clients connect to.</summary>
    public required string HostName { get; init; }

    /// <summary>UDP port of WireGuard, 1 to 65535; unique on a node.</summary>
    public required int Port { get; init; }
}

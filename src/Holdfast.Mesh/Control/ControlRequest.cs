using System.Net;
using Holdfast.Mesh.Claims;

namespace Holdfast.Mesh.Control;

/// <summary>One line from who commands a mesh host; the answer is one line too.</summary>
public sealed record ControlRequest
{
    public required ControlCommand Command { get; init; }

    /// <summary>Null: all, where that makes sense.</summary>
    public IPNetwork? Prefix { get; init; }

    public ClaimKind Kind { get; init; } = ClaimKind.Anycast;

    public byte Priority { get; init; } = Claim.UsualPriority;
}

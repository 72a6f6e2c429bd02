using System.Net;
using Holdfast.Mesh.Claims;

namespace Holdfast.Mesh.Core;

/// <summary>What an administrator wants a host to claim.</summary>
public sealed record WantedClaim(
    IPNetwork Prefix,
    ClaimKind Kind = ClaimKind.Anycast,
    byte Priority = Claim.UsualPriority
);

using System.Net;
using Holdfast.Mesh.Claims;

namespace Holdfast.Mesh.Core;

/// <summary>What an administrator wants a host to claim.</summary>
/// <param name="IsChecked">Its service has to answer first, and is lost while it does not.</param>
public sealed record WantedClaim(
    IPNetwork Prefix,
    ClaimKind Kind = ClaimKind.Anycast,
    byte Priority = Claim.UsualPriority,
    bool IsChecked = false
);

using System.Net;

namespace Holdfast.Mesh.Claims;

/// <summary>An address or network that a host offers to carry.</summary>
/// <param name="Priority">0 to 255; the highest goes first.</param>
/// <param name="Epoch">One more than the highest of this prefix that the host knew when it began to claim: the lower one is the incumbent's.</param>
public sealed record Claim(IPNetwork Prefix, ClaimKind Kind, byte Priority, ulong Epoch, ClaimState State)
{
    public const byte UsualPriority = 100;
}

namespace Holdfast.Mesh.Claims;

/// <summary>Who else may claim the same prefix. The numbers are those of the wire.</summary>
public enum ClaimKind : byte
{
    /// <summary>Several hosts offer it on purpose; one is chosen, the others stand by.</summary>
    Anycast = 0,

    /// <summary>Only one host may offer it: whoever comes later with the same is refused, and told.</summary>
    Unique = 1,
}

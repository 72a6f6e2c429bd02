namespace Holdfast.Identity.Radius;

/// <summary>What a packet is (RFC 2865 section 3), as far as we say or hear it.</summary>
public enum RadiusCode : byte
{
    AccessRequest = 1,
    AccessAccept = 2,
    AccessReject = 3,
    AccessChallenge = 11,
}

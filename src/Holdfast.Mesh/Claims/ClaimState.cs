namespace Holdfast.Mesh.Claims;

/// <summary>How willing the host is. The better comes first; the numbers are those of the wire.</summary>
public enum ClaimState : byte
{
    Active = 0,

    /// <summary>It has come lately and lets others go before, so that one that comes and goes moves nobody.</summary>
    Waiting = 1,

    /// <summary>It gives the prefix up, and carries it only while nobody else does.</summary>
    Draining = 2,

    /// <summary>Its service does not answer its own host's checks. As above.</summary>
    Failing = 3,
}

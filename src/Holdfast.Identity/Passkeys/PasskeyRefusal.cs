namespace Holdfast.Identity.Passkeys;

/// <summary>Why an answer of an authenticator is not accepted. For the log and tests; people are told one thing in all cases.</summary>
public enum PasskeyRefusal
{
    None,

    /// <summary>Not of the form that the standard says.</summary>
    Malformed,

    /// <summary>Made for another step, challenge, origin or service.</summary>
    NotForUs,

    /// <summary>Nobody touched the authenticator, or it did not check who it was.</summary>
    UserNotVerified,

    /// <summary>A kind of key or attestation that is not known here.</summary>
    NotSupported,

    BadSignature,
}

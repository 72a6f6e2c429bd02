namespace Holdfast.Identity.Oidc;

/// <summary>Why an id token proves nothing.</summary>
public enum IdTokenRefusal
{
    None,

    /// <summary>It is not in the form of a signed token.</summary>
    Malformed,

    /// <summary>Not signed, or with an algorithm that is no public-key signature: <c>none</c>, <c>HS256</c> and whatever else.</summary>
    Algorithm,

    /// <summary>None of the provider's keys has the id; they may have changed since they were read.</summary>
    UnknownKey,

    Signature,

    /// <summary>Of another provider.</summary>
    Issuer,

    /// <summary>Meant for another service.</summary>
    Audience,

    Expired,

    /// <summary>Made later than now.</summary>
    NotYet,

    /// <summary>Of another sign-in than the one that this browser began.</summary>
    Nonce,

    /// <summary>It does not say about whom it is.</summary>
    Subject,

    /// <summary>The person signed in there too long ago.</summary>
    TooLongAgo,
}

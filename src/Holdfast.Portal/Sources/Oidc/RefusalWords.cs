using Holdfast.Identity.Oidc;

namespace Holdfast.Portal.Sources.Oidc;

/// <summary>Why an id token proves nothing, for people.</summary>
internal static class RefusalWords
{
    public static string Of(IdTokenRefusal refusal) =>
        refusal switch
        {
            IdTokenRefusal.Malformed => "It is no signed token.",
            IdTokenRefusal.Algorithm => "It is not signed, or in a way that proves nothing.",
            IdTokenRefusal.UnknownKey => "The key that signed it is none of the provider's.",
            IdTokenRefusal.Signature => "Its signature is wrong.",
            IdTokenRefusal.Issuer => "It is of another provider.",
            IdTokenRefusal.Audience => "It is meant for another service.",
            IdTokenRefusal.Expired => "It is no longer good.",
            IdTokenRefusal.NotYet => "It is from the future.",
            IdTokenRefusal.Nonce => "It is of another sign-in.",
            IdTokenRefusal.Subject => "It does not say about whom it is, or it is about somebody else.",
            IdTokenRefusal.TooLongAgo => "It does not say that the person has just signed in there.",
            _ => "",
        };
}

using Holdfast.Model.Problems;

namespace Holdfast.Portal.Sources.Oidc;

/// <summary>What can go wrong with a provider of OpenID Connect: 2360 to 2379.</summary>
public static class OidcProblems
{
    public static readonly ProblemKind NotReached = new(
        "HF-2360",
        "The provider is not reached",
        "Check the issuer, the DNS of this machine, whether the provider runs, and firewalls on the way. It is reached without a proxy."
    );

    public static readonly ProblemKind Certificate = new(
        "HF-2361",
        "The certificate of the provider is not believed",
        "Enter the authority that signed it, and the provider under the name that is in its certificate."
    );

    public static readonly ProblemKind NoMetadata = new(
        "HF-2362",
        "There is no description of a provider",
        "Open the issuer with /.well-known/openid-configuration behind it: it must be there, complete, and with HTTPS addresses only."
    );

    public static readonly ProblemKind OtherIssuer = new(
        "HF-2363",
        "The provider calls itself otherwise",
        "Write the issuer exactly as the provider does, with or without the slash at the end."
    );

    public static readonly ProblemKind NoKeys = new(
        "HF-2364",
        "The provider shows no keys",
        "Its jwks_uri must give RSA keys of at least 2048 bits, or elliptic curves P-256, P-384 or P-521."
    );

    public static readonly ProblemKind NotBegunHere = new(
        "HF-2365",
        "This sign-in was not begun in this browser, or too long ago",
        "Begin again, and come back within ten minutes; cookies must be allowed."
    );

    public static readonly ProblemKind ProviderRefused = new(
        "HF-2366",
        "The provider refuses",
        "Try again. If it stays so, see what it says; the client, its secret and the redirect address must be the same there and here."
    );

    public static readonly ProblemKind MixedUp = new(
        "HF-2367",
        "The answer is of another provider",
        "Begin again. If it stays so, somebody may be trying to mix up providers: tell the administrators."
    );

    public static readonly ProblemKind TokenRefused = new(
        "HF-2368",
        "The provider's proof is not good",
        "Try again. If it stays so, compare issuer and client id, and the clocks of both machines."
    );

    public static readonly ProblemKind NoName = new(
        "HF-2369",
        "The provider does not say the person's name",
        "Choose another claim for the name, or let the provider put it into the id token or its userinfo."
    );

    public static readonly ProblemKind NoPkce = new(
        "HF-2370",
        "The provider does not know PKCE with S256",
        "Use another provider, or a newer version of it."
    );
}

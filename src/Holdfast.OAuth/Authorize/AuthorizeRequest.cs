using Holdfast.OAuth.Clients;

namespace Holdfast.OAuth.Authorize;

/// <summary>An authorization request that satisfies all rules; what is left is that the user signs in and approves.</summary>
/// <param name="ReturnAddress">Where the answer goes.</param>
/// <param name="CodeChallenge">S256, 43 characters; stored with the code.</param>
public sealed record AuthorizeRequest(
    OAuthClient Client,
    ReturnAddress ReturnAddress,
    string Scope,
    string CodeChallenge
);

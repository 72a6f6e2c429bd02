using Holdfast.OAuth.Clients;
using Holdfast.OAuth.Parameters;
using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Token;

/// <summary>A token request while its rules look at it.</summary>
/// <param name="Client">Null: no client has the id that the request gives, or it gives none.</param>
/// <param name="RefreshToken">Null: the request has none, or one that we did not make.</param>
internal sealed record TokenDraft(OAuthParameters Parameters, OAuthClient? Client, RefreshToken? RefreshToken)
{
    /// <summary>Only after all rules.</summary>
    public TokenRequest ToCodeGrant() =>
        new AuthorizationCodeGrant(
            Client!.ClientId,
            Parameters["code"]!,
            Parameters["redirect_uri"]!,
            Parameters["code_verifier"]!
        );

    /// <summary>Only after all rules.</summary>
    public TokenRequest ToRefreshGrant() => new RefreshTokenGrant(Client?.ClientId, RefreshToken!);

    public OAuthRejection? Require(string name) =>
        Parameters[name] is null
            ? OAuthRejection.InvalidRequest(OAuthProblems.MissingParameter, $"{name} is missing")
            : null;
}

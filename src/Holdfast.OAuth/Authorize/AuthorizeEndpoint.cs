using Holdfast.OAuth.Authorize.Rules;
using Holdfast.OAuth.Clients;
using Holdfast.OAuth.Parameters;

namespace Holdfast.OAuth.Authorize;

/// <summary>
/// The authorization endpoint: RFC 6749 section 4.1.1 with what OAuth 2.1 makes of it (PKCE always, S256 only, exact redirect
/// URIs), RFC 9207 and the form post response mode.
/// </summary>
public static class AuthorizeEndpoint
{
    /// <summary>Whether we know where to send the browser. What fails here is shown to the user, never sent to an app.</summary>
    private static readonly Func<AuthorizeDraft, OAuthRejection?>[] TrustRules =
    [
        ParametersArePresent.Check,
        ClientIsKnown.Check,
        RedirectUriIsRegistered.Check,
        StateIsPrintable.Check,
    ];

    /// <summary>Whether the app asks for what we give. What fails here is told to the app.</summary>
    private static readonly Func<AuthorizeDraft, OAuthRejection?>[] RequestRules =
    [
        ResponseModeIsAllowed.Check,
        ResponseTypeIsCode.Check,
        ScopeIsConfig.Check,
        CodeChallengeMethodIsS256.Check,
        CodeChallengeIsHash.Check,
    ];

    /// <param name="query">The query of the request, as it came; also when the approval is posted to the same address.</param>
    public static AuthorizeOutcome Read(string? query, ClientRegistry clients)
    {
        var parameters = OAuthParameters.FromQuery(query);
        return parameters.Accepted
            ? Judge(new(parameters.Value, clients.Find(parameters.Value["client_id"])))
            : new AuthorizeOutcome.ShowPage(parameters.Rejection);
    }

    private static AuthorizeOutcome Judge(AuthorizeDraft draft)
    {
        if (First(TrustRules, draft) is { } distrust)
        {
            return new AuthorizeOutcome.ShowPage(distrust);
        }

        return First(RequestRules, draft) is { } refusal
            ? new AuthorizeOutcome.TellApp(refusal, draft.ReturnAddress)
            : new AuthorizeOutcome.Valid(draft.ToRequest());
    }

    private static OAuthRejection? First(Func<AuthorizeDraft, OAuthRejection?>[] rules, AuthorizeDraft draft) =>
        rules.Select(rule => rule(draft)).FirstOrDefault(rejection => rejection is not null);
}

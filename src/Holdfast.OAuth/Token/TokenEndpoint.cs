using Holdfast.OAuth.Clients;
using Holdfast.OAuth.Parameters;
using Holdfast.OAuth.Token.Rules;
using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Token;

/// <summary>
/// The token endpoint (RFC 6749 section 3.2): reads a request up to the point where the database is needed. Then
/// <see cref="CodeDecision"/> or <see cref="RefreshDecision"/> decides, and <see cref="TokenAnswers"/> writes the answer.
/// </summary>
public sealed class TokenEndpoint(ClientRegistry clients, TokenReader reader)
{
    private static readonly Func<TokenDraft, OAuthRejection?>[] CodeRules =
    [
        ClientIdIsPresent.Check,
        ClientIsRegistered.Check,
        CodeIsPresent.Check,
        RedirectUriIsPresent.Check,
        CodeVerifierIsWellFormed.Check,
        CodeIsWellFormed.Check,
    ];

    private static readonly Func<TokenDraft, OAuthRejection?>[] RefreshRules =
    [
        ClientIsRegistered.Check,
        RefreshTokenIsPresent.Check,
        ScopeIsTheSame.Check,
        RefreshTokenIsOurs.Check,
    ];

    /// <param name="contentType">The header as it came, null if absent.</param>
    /// <param name="body">At most <see cref="ParameterLimits.TotalLength"/> bytes and one more, which shows that there is more.</param>
    public Verdict<TokenRequest> Read(string? contentType, ReadOnlySpan<byte> body)
    {
        if (BodyIsForm.Check(contentType) is { } rejection)
        {
            return rejection;
        }

        var parameters = OAuthParameters.FromForm(body);
        return parameters.Accepted ? ByGrantType(Draft(parameters.Value)) : parameters.Rejection;
    }

    private TokenDraft Draft(OAuthParameters parameters) =>
        new(
            parameters,
            clients.Find(parameters["client_id"]),
            reader.TryReadRefresh(parameters["refresh_token"], out var token) ? token : null
        );

    private static Verdict<TokenRequest> ByGrantType(TokenDraft draft) =>
        draft.Parameters["grant_type"] switch
        {
            "authorization_code" => First(CodeRules, draft) ?? (Verdict<TokenRequest>)draft.ToCodeGrant(),
            "refresh_token" => First(RefreshRules, draft) ?? (Verdict<TokenRequest>)draft.ToRefreshGrant(),
            null => OAuthRejection.InvalidRequest(OAuthProblems.MissingParameter, "grant_type is missing"),
            // RFC 6749 would say unsupported_grant_type; the servers that apps know say this.
            _ => OAuthRejection.InvalidRequest(OAuthProblems.WrongGrantType, "grant_type is not supported"),
        };

    private static OAuthRejection? First(Func<TokenDraft, OAuthRejection?>[] rules, TokenDraft draft) =>
        rules.Select(rule => rule(draft)).FirstOrDefault(rejection => rejection is not null);
}

namespace Holdfast.OAuth.Authorize.Rules;

/// <summary>RFC 6749 section 3.3: there is one scope, see <see cref="Scopes"/>.</summary>
internal static class ScopeIsConfig
{
    public static OAuthRejection? Check(AuthorizeDraft draft) =>
        draft.Parameters["scope"] == Scopes.Config
            ? null
            : new(OAuthErrors.InvalidScope, "scope must be config", OAuthProblems.WrongScope);
}

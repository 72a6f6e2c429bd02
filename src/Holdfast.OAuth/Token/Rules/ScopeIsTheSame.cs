namespace Holdfast.OAuth.Token.Rules;

/// <summary>RFC 6749 section 6: a refresh cannot widen the scope, and ours cannot be narrowed.</summary>
internal static class ScopeIsTheSame
{
    public static OAuthRejection? Check(TokenDraft draft) =>
        draft.Parameters["scope"] is null or Scopes.Config
            ? null
            : new(OAuthErrors.InvalidScope, "scope must be config", OAuthProblems.WrongScope);
}

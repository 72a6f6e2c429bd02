namespace Holdfast.OAuth.Authorize.Rules;

/// <summary>All seven parameters are there; the ones that a standard lets us default are sent by every app.</summary>
internal static class ParametersArePresent
{
    private static readonly string[] Required =
    [
        "client_id",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
        "code_challenge",
        "code_challenge_method",
    ];

    public static OAuthRejection? Check(AuthorizeDraft draft) =>
        Required.FirstOrDefault(name => draft.Parameters[name] is null) is { } missing
            ? OAuthRejection.InvalidRequest(OAuthProblems.MissingParameter, $"{missing} is missing")
            : null;
}

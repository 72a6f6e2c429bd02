namespace Holdfast.OAuth.Authorize.Rules;

/// <summary>The answer comes as the client may receive it.</summary>
internal static class ResponseModeIsAllowed
{
    public static OAuthRejection? Check(AuthorizeDraft draft) =>
        ResponseModes.Read(draft.Parameters["response_mode"]) is { } mode && draft.Client!.ResponseModes.Contains(mode)
            ? null
            : OAuthRejection.InvalidRequest(
                OAuthProblems.WrongResponseMode,
                "response_mode is not one that this client may use"
            );
}

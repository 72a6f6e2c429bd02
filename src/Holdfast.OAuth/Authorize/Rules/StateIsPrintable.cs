namespace Holdfast.OAuth.Authorize.Rules;

/// <summary>RFC 6749 appendix A.5: the state is printable ASCII. It goes back to the app, so it is checked before anything does.</summary>
internal static class StateIsPrintable
{
    /// <summary>Characters; ours. Apps send 43.</summary>
    private const int MaxLength = 512;

    public static OAuthRejection? Check(AuthorizeDraft draft) =>
        draft.State!.Length <= MaxLength && draft.State.All(c => c is >= ' ' and <= '~')
            ? null
            : OAuthRejection.InvalidRequest(OAuthProblems.WrongState, "state is not printable or too long");
}

using Holdfast.OAuth.Clients;

namespace Holdfast.OAuth.Authorize;

internal static class ResponseModes
{
    /// <returns>Null when the word is not known; absent means query.</returns>
    public static ResponseMode? Read(string? word) =>
        word switch
        {
            null or "query" => ResponseMode.Query,
            "form_post" => ResponseMode.FormPost,
            _ => null,
        };
}

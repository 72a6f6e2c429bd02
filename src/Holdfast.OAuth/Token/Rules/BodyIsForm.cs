namespace Holdfast.OAuth.Token.Rules;

/// <summary>RFC 6749 section 4.1.3: requests are forms; a parameter of the media type is allowed and means nothing.</summary>
internal static class BodyIsForm
{
    private const string MediaType = "application/x-www-form-urlencoded";

    public static OAuthRejection? Check(string? contentType) =>
        (contentType ?? "").Split(';', 2)[0].Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase)
            ? null
            : OAuthRejection.InvalidRequest(OAuthProblems.WrongContentType, $"the content type must be {MediaType}");
}

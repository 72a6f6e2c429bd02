namespace Holdfast.OAuth.Bearer;

/// <summary>How the client API says that a token does not do (RFC 6750 section 3).</summary>
public static class BearerAnswers
{
    private const string Realm = "Holdfast";

    public static OAuthAnswer Rejected(OAuthRejection rejection) =>
        new(
            rejection.Status,
            [
                .. OAuthAnswer.NotStored,
                new("WWW-Authenticate", $"Bearer realm=\"{Realm}\",error=\"{rejection.Error}\""),
            ],
            ErrorBody.Of(rejection)
        );
}

namespace Holdfast.OAuth;

/// <summary>The error codes of RFC 6749 (sections 4.1.2.1 and 5.2) and RFC 6750 (section 3.1) that we send.</summary>
public static class OAuthErrors
{
    public const string AccessDenied = "access_denied";
    public const string InvalidClient = "invalid_client";
    public const string InvalidGrant = "invalid_grant";
    public const string InvalidRequest = "invalid_request";
    public const string InvalidScope = "invalid_scope";
    public const string InvalidToken = "invalid_token";
    public const string UnsupportedResponseType = "unsupported_response_type";
}

namespace Holdfast.OAuth.Clients;

/// <summary>How the answer of the authorization endpoint reaches the app.</summary>
public enum ResponseMode
{
    /// <summary>In the query of a redirect (RFC 6749).</summary>
    Query,

    /// <summary>In a form that the browser posts (OAuth 2.0 Form Post Response Mode), so that no code stays in a history.</summary>
    FormPost,
}

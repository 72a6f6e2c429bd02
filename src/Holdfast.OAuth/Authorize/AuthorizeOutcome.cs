namespace Holdfast.OAuth.Authorize;

/// <summary>What becomes of an authorization request before anybody is asked.</summary>
public abstract record AuthorizeOutcome
{
    private AuthorizeOutcome() { }

    /// <summary>Go on: sign in, approve.</summary>
    public sealed record Valid(AuthorizeRequest Request) : AuthorizeOutcome;

    /// <summary>Show an error page. The browser is never redirected: nothing says that the address is the app's.</summary>
    public sealed record ShowPage(OAuthRejection Rejection) : AuthorizeOutcome;

    /// <summary>Tell the app (RFC 6749 section 4.1.2.1), see <see cref="AuthorizeResponse.Rejected"/>.</summary>
    public sealed record TellApp(OAuthRejection Rejection, ReturnAddress ReturnAddress) : AuthorizeOutcome;
}

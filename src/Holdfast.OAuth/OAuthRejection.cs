using Holdfast.Model.Problems;

namespace Holdfast.OAuth;

/// <summary>Why a request is refused: a value that travels to whoever writes the answer.</summary>
/// <param name="Error">One of <see cref="OAuthErrors"/>; what the app decides by.</param>
/// <param name="Description">
/// For the developer of the app. Only characters that RFC 6749 section 4.1.2.1 allows, and nothing that came from the request.
/// </param>
/// <param name="Kind">What a person is told, with the id under which it is documented.</param>
public sealed record OAuthRejection(string Error, string Description, ProblemKind Kind)
{
    /// <summary>The status of a JSON answer that carries this rejection, see RFC 6749 section 5.2 and RFC 6750 section 3.1.</summary>
    public int Status => Error is OAuthErrors.InvalidClient or OAuthErrors.InvalidToken ? 401 : 400;

    /// <summary>As an <c>error_description</c>: the id first, so that it can be looked up.</summary>
    public string DescriptionWithId => $"{Kind.Id}: {Description}";

    public static OAuthRejection InvalidRequest(ProblemKind kind, string description) =>
        new(OAuthErrors.InvalidRequest, description, kind);

    /// <summary>
    /// The answer after which apps throw their tokens away and open the browser. Only for what is really gone, expired or
    /// misused; never for a doubt, a fault of ours or a database that lags.
    /// </summary>
    public static OAuthRejection InvalidGrant(ProblemKind kind, string description) =>
        new(OAuthErrors.InvalidGrant, description, kind);

    public static OAuthRejection InvalidToken(ProblemKind kind, string description) =>
        new(OAuthErrors.InvalidToken, description, kind);
}

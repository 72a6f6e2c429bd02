using Holdfast.OAuth.Clients;

namespace Holdfast.OAuth.Authorize;

/// <summary>The answer of the authorization endpoint, on its way through the browser to the app.</summary>
/// <param name="Mode">
/// <see cref="ResponseMode.Query"/>: redirect to <see cref="Location"/>. <see cref="ResponseMode.FormPost"/>: a page with a form
/// that posts <paramref name="Parameters"/> to <paramref name="RedirectUri"/>.
/// </param>
public sealed record AuthorizeResponse(
    ResponseMode Mode,
    string RedirectUri,
    IReadOnlyList<KeyValuePair<string, string>> Parameters
)
{
    /// <summary>
    /// Written by hand and not with <see cref="UriBuilder"/>, which changes URIs of private schemes: apps compare what they
    /// registered with what they get.
    /// </summary>
    public string Location =>
        RedirectUri
        + (RedirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?')
        + string.Join('&', Parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));

    /// <param name="issuer">RFC 9207: who we are, so that an app can tell authorization servers apart.</param>
    public static AuthorizeResponse Approved(ReturnAddress to, string code, string issuer) =>
        With(to, new("code", code), new("state", to.State), new("iss", issuer));

    /// <summary>The user said no.</summary>
    public static AuthorizeResponse Denied(ReturnAddress to, string issuer) =>
        With(to, new("error", OAuthErrors.AccessDenied), new("state", to.State), new("iss", issuer));

    public static AuthorizeResponse Rejected(ReturnAddress to, OAuthRejection rejection, string issuer) =>
        With(
            to,
            new("error", rejection.Error),
            new("error_description", rejection.DescriptionWithId),
            new("state", to.State),
            new("iss", issuer)
        );

    private static AuthorizeResponse With(ReturnAddress to, params KeyValuePair<string, string>[] parameters) =>
        new(to.Mode, to.RedirectUri, parameters);
}

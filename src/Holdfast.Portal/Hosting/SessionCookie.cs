using Holdfast.Identity.WebSessions;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Hosting;

/// <summary>The cookie of a signed-in browser. Its prefix makes browsers insist on HTTPS, this host and the whole site.</summary>
public static class SessionCookie
{
    private const string Name = "__Host-holdfast-session";

    /// <returns>The hash under which the database knows the session; null: no cookie of ours.</returns>
    public static byte[]? Read(HttpRequest request) =>
        request.Cookies.TryGetValue(Name, out var token) ? SessionToken.Hash(token) : null;

    public static void Write(HttpResponse response, string token) => response.Cookies.Append(Name, token, Options());

    public static void Clear(HttpResponse response) => response.Cookies.Delete(Name, Options());

    /// <summary>Lax: the browser that an app opens on our approval page is to be signed in.</summary>
    private static CookieOptions Options() =>
        new()
        {
            Path = "/",
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
        };
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Portal.Features.Factors;
using Holdfast.Portal.Sources.Oidc;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>
/// Keeps a sign-in that was begun in the browser that began it, sealed: one cookie for each, so that two windows do not disturb each other.
/// </summary>
public sealed class ProviderTickets(FormTickets tickets)
{
    private const string Purpose = "provider";
    private const string Prefix = "__Host-holdfast-at-";

    /// <summary>Characters of the state by which the cookie is found again.</summary>
    private const int NameLength = 12;

    /// <summary>Of the way back, in characters. Ours: browsers keep 4096 bytes in a cookie.</summary>
    private const int LongestReturn = 2000;

    /// <summary>Addresses keep their signs: the cookie is sealed and never part of a page.</summary>
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static bool Fits(string returnTo) => Encoding.UTF8.GetByteCount(returnTo) <= LongestReturn;

    public void Write(HttpResponse response, ProviderTicket ticket) =>
        response.Cookies.Append(
            NameOf(ticket.State),
            tickets.Seal(Purpose, JsonSerializer.SerializeToUtf8Bytes(ticket, Json)),
            Options(FormTickets.Lifetime)
        );

    /// <summary>Takes it out of the browser: it is good once.</summary>
    /// <returns>Null: the browser did not begin this, or too long ago, or at another provider.</returns>
    public ProviderTicket? Take(HttpContext http, Guid sourceId, string state)
    {
        if (state.Length < NameLength || !state.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return null;
        }

        var name = NameOf(state);
        if (!http.Request.Cookies.TryGetValue(name, out var text))
        {
            return null;
        }

        http.Response.Cookies.Delete(name, Options(maxAge: null));
        return
            tickets.Open(Purpose, text) is { } bytes
            && JsonSerializer.Deserialize<ProviderTicket>(bytes) is { } ticket
            && ticket.SourceId == sourceId
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(ticket.State),
                Encoding.ASCII.GetBytes(state)
            )
            ? ticket
            : null;
    }

    private static string NameOf(string state) => Prefix + state[..NameLength];

    /// <summary>Lax: the browser comes back from another site.</summary>
    private static CookieOptions Options(TimeSpan? maxAge) =>
        new()
        {
            Path = "/",
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            MaxAge = maxAge,
        };
}

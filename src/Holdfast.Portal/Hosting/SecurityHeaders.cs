using Microsoft.AspNetCore.Builder;

namespace Holdfast.Portal.Hosting;

/// <summary>Headers of every answer at the public door.</summary>
public static class SecurityHeaders
{
    // form-action is left open on purpose: browsers apply it to the redirect after the approval form, which leads to the app's own
    // address (RFC 8252), and would stop it.
    private const string ContentSecurityPolicy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "no-referrer";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers.StrictTransportSecurity = "max-age=31536000";
                return next(context);
            }
        );
}

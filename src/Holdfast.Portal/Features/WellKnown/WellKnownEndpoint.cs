using System.Text.Json.Serialization;
using Holdfast.Portal.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.WellKnown;

/// <summary>The document by which apps find the rest: <c>/.well-known/vpn-user-portal</c>.</summary>
public static class WellKnownEndpoint
{
    public static void MapWellKnown(this IEndpointRouteBuilder routes, PortalOptions options)
    {
        var root = $"{options.PublicUrl}/vpn-user-portal";
        var document = new Document(
            new Apis(new Api3($"{root}/api/v3", $"{root}/oauth/authorize", $"{root}/oauth/token")),
            SoftwareVersion.Text
        );
        routes
            .MapGet(
                "/.well-known/vpn-user-portal",
                (HttpContext context) =>
                {
                    context.Response.Headers.CacheControl = "no-store";
                    return Results.Json(document);
                }
            )
            .Needs(Right.Everybody);
    }

    private sealed record Document(
        [property: JsonPropertyName("api")] Apis Api,
        [property: JsonPropertyName("v")] string Version
    );

    private sealed record Apis([property: JsonPropertyName("http://eduvpn.org/api#3")] Api3 Version3);

    private sealed record Api3(
        [property: JsonPropertyName("api_endpoint")] string Api,
        [property: JsonPropertyName("authorization_endpoint")] string Authorization,
        [property: JsonPropertyName("token_endpoint")] string Token
    );
}

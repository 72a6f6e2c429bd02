using Holdfast.Portal.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Assets;

public static class AssetEndpoints
{
    private const string ForEver = "public, max-age=31536000, immutable";

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        foreach (var asset in AssetCatalogue.All)
        {
            routes.MapGet(asset.Address, context => AnswerAsync(context, asset)).Needs(Right.Everybody);
        }
    }

    private static async Task AnswerAsync(HttpContext context, Asset asset)
    {
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = asset.Content.Length;
        context.Response.Headers.CacheControl = ForEver;
        await context.Response.Body.WriteAsync(asset.Content, context.RequestAborted);
    }
}

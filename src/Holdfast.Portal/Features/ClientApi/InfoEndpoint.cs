using Holdfast.Data;
using Holdfast.Portal.Features.Profiles;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.ClientApi;

/// <summary><c>GET /info</c>: the profiles that the person may use.</summary>
public sealed class InfoEndpoint(IDatabase database, ProfileCatalogue catalogue)
{
    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        var caller = BearerGate.CallerOf(context);
        var profiles = await database.ReadAsync(catalogue.ReadAsync, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(InfoDocument.Of(profiles.OfferedTo(caller.User.Groups).Select(p => p.Profile)));
    }
}

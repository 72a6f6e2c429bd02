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

        // What the app would be refused is not shown to it: the person approves the app anew, with a second factor.
        var offered = profiles
            .OfferedTo(caller.User.Groups)
            .Select(p => p.Profile)
            .Where(profile => !profile.SecondFactor || caller.Authorization.SecondFactor);
        return Results.Json(InfoDocument.Of(offered));
    }
}

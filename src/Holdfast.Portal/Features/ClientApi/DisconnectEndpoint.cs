using Holdfast.Portal.Features.Configurations;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.ClientApi;

/// <summary><c>POST /disconnect</c>: removes all configurations of the authorization, which itself stays good.</summary>
public sealed class DisconnectEndpoint(RemoveConfigurations removal)
{
    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        await removal.OfAuthorizationAsync(
            BearerGate.CallerOf(context).Authorization.Id,
            "disconnected",
            context.RequestAborted
        );
        return Results.NoContent();
    }
}

using Holdfast.Portal.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.ClientApi;

/// <summary>The client API, version 3, under <c>/vpn-user-portal/api/v3</c>; see <c>docs/protocols/client-api.md</c>.</summary>
public static class ClientApiEndpoints
{
    public const string Root = "/vpn-user-portal/api/v3";

    public static void MapClientApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).Needs(Right.OwnApp).AddEndpointFilter<BearerGate>();
        api.MapGet("/info", (HttpContext context, InfoEndpoint info) => info.AnswerAsync(context));
        api.MapPost("/connect", (HttpContext context, ConnectEndpoint connect) => connect.AnswerAsync(context));
        api.MapPost(
            "/disconnect",
            (HttpContext context, DisconnectEndpoint disconnect) => disconnect.AnswerAsync(context)
        );
    }
}

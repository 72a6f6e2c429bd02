using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Portals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/portals</c>.</summary>
internal static class PortalEndpoints
{
    public static void MapPortals(this IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/portals",
                async (IPortalDesk portals, CancellationToken cancel) => Answers.Items(await portals.ReadAsync(cancel))
            )
            .Says("Lists the portals that serve this database")
            .GivesItems<PortalView>()
            .Needs(Right.SeeService);
        api.MapPut("/portals/{portal}/drain", Draining(true))
            .Says("Sends people to other portals")
            .GivesNothing()
            .Needs(Right.ChangeService);
        api.MapDelete("/portals/{portal}/drain", Draining(false))
            .Says("Lets people come to a portal again")
            .GivesNothing()
            .Needs(Right.ChangeService);
    }

    private static Func<string, PortalSteering, Actor, CancellationToken, Task<IResult>> Draining(bool draining) =>
        async (portal, steering, actor, cancel) =>
            Answers.Of(await steering.SetDrainingAsync(portal, draining, actor, cancel));
}

using Holdfast.Portal.Features.Portals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/portals</c>.</summary>
internal static class PortalEndpoints
{
    public static void MapPortals(this IEndpointRouteBuilder api) =>
        api.MapGet(
            "/portals",
            async (IPortalDesk portals, CancellationToken cancel) => Answers.Items(await portals.ReadAsync(cancel))
        );
}

using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Overview;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/status</c>: how everything is, at this moment.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder api) =>
        api.MapGet("/status", ReadAsync).Needs(Right.SeeService);

    private static async Task<IResult> ReadAsync(
        IOverviewDesk overview,
        PortalOptions options,
        CancellationToken cancel
    )
    {
        var view = await overview.ReadAsync(cancel);
        return Answers.Ok(
            new
            {
                Portal = new { Url = options.PublicUrl, Version = SoftwareVersion.Text },
                view.Nodes,
                view.Sessions,
                view.Users,
                Profiles = view.Use,
            }
        );
    }
}

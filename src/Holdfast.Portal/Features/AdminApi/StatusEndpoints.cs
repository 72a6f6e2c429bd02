using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Overview;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/status</c>: how everything is, at this moment.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder api) =>
        api.MapGet("/status", ReadAsync)
            .Says("How everything is, at this moment")
            .Gives<StatusBody>()
            .Needs(Right.SeeService);

    private static async Task<IResult> ReadAsync(
        IOverviewDesk overview,
        PortalOptions options,
        CancellationToken cancel
    )
    {
        var view = await overview.ReadAsync(cancel);
        return Answers.Ok(
            new StatusBody(
                new(options.PublicUrl, SoftwareVersion.Text),
                view.Nodes,
                view.Sessions,
                view.Users,
                view.Use
            )
        );
    }

    /// <param name="Sessions">Devices connected now.</param>
    /// <param name="Profiles">Devices connected now by profile, all profiles, the most important first.</param>
    private sealed record StatusBody(
        ThisPortalBody Portal,
        IReadOnlyList<NodeView> Nodes,
        long Sessions,
        long Users,
        IReadOnlyList<ProfileUse> Profiles
    );

    private sealed record ThisPortalBody(string Url, string Version);
}

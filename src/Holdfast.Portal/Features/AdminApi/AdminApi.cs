using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary>
/// <c>/api/admin/v1</c>. On the admin socket who may open it is an administrator; at the public door an API token says who it is. See
/// <c>docs/protocols/admin-api.md</c>.
/// </summary>
public static class AdminApi
{
    public const string Root = "/api/admin/v1";

    public static void MapAdminApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).OnlyOn(Listener.Admin, Listener.Public);
        api.MapApiDocument();
        api.MapStatus();
        api.MapUsers();
        api.MapImport();
        api.MapProfiles();
        api.MapNodes();
        api.MapFailover();
        api.MapPortals();
        api.MapConfigurations();
        api.MapSessions();
        api.MapStatistics();
        api.MapHealth();
        api.MapApps();
        api.MapSettings();
        api.MapNotices();
        api.MapSources();
        api.MapAudit();
        api.MapTokens();
    }
}

using Holdfast.Data;
using Holdfast.Data.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/audit</c>: who did what, newest first.</summary>
internal static class AuditEndpoints
{
    private const int LargestPage = 1000;

    public static void MapAudit(this IEndpointRouteBuilder api) => api.MapGet("/audit", ListAsync);

    private static async Task<IResult> ListAsync(
        IDatabase database,
        AuditStore audit,
        CancellationToken cancel,
        int limit = 100
    ) =>
        Answers.Items(
            await database.ReadAsync(
                unit => audit.ListAsync(unit, before: null, Math.Clamp(limit, 1, LargestPage)),
                cancel
            )
        );
}

using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/health</c>: how every part is; and that a backup was made.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder api)
    {
        api.MapGet("/health", ReadAsync).Says("Says how every part is").Gives<HealthBody>().Needs(Right.SeeService);
        api.MapPost(
                "/backups",
                async (BackupNotes backups, Actor actor, CancellationToken cancel) =>
                {
                    await backups.NoteAsync(actor, cancel);
                    return Results.NoContent();
                }
            )
            .Says("Notes that a backup was made now")
            .GivesNothing()
            .Needs(Right.ChangeService);
    }

    private static async Task<IResult> ReadAsync(IHealthDesk desk, CancellationToken cancel)
    {
        var rows = await desk.ReadAsync(cancel);
        return Answers.Ok(new HealthBody(HealthRules.Whole(rows), rows));
    }

    /// <param name="State">The worst of all.</param>
    private sealed record HealthBody(HealthState State, IReadOnlyList<HealthRow> Items);
}

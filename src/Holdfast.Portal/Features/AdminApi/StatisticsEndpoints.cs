using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Statistics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/statistics</c>: days in figures.</summary>
internal static class StatisticsEndpoints
{
    public static void MapStatistics(this IEndpointRouteBuilder api)
    {
        api.MapGet("/statistics", ReadAsync).Needs(Right.SeeService);
        api.MapGet("/statistics/cells", CellsAsync).Needs(Right.SeeService);
    }

    private static async Task<IResult> ReadAsync(
        IStatisticsDesk desk,
        CancellationToken cancel,
        string? from = null,
        string? until = null,
        string? profile = null,
        string? node = null
    )
    {
        var filter = desk.Read(StatisticsQuestion.Of(from, until, profile, node));
        if (!filter.Succeeded)
        {
            return Answers.Of(filter.Problems);
        }

        var view = await desk.ReadAsync(filter.Value, cancel);
        return Answers.Ok(
            new
            {
                Items = view.Days,
                view.Profiles,
                view.Nodes,
            }
        );
    }

    private static async Task<IResult> CellsAsync(
        IStatisticsDesk desk,
        CancellationToken cancel,
        string? from = null,
        string? until = null,
        string? profile = null,
        string? node = null
    )
    {
        var filter = desk.Read(StatisticsQuestion.Of(from, until, profile, node));
        return filter.Succeeded
            ? Answers.Items(
                (await desk.CellsAsync(filter.Value, cancel)).Select(cell => new
                {
                    cell.Figures.Day,
                    Profile = cell.ProfileId,
                    Node = cell.NodeId,
                    cell.Figures.People,
                    cell.Figures.Devices,
                    cell.Figures.Sessions,
                    cell.Figures.Peak,
                    cell.Figures.Received,
                    cell.Figures.Sent,
                })
            )
            : Answers.Of(filter.Problems);
    }
}

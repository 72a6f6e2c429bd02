using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
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
        api.MapGet("/statistics", ReadAsync)
            .Says("Days in figures; without days the last 30")
            .Gives<StatisticsBody>()
            .Needs(Right.SeeService);
        api.MapGet("/statistics/cells", CellsAsync)
            .Says("The figures of each profile on each node, day by day")
            .GivesItems<CellBody>()
            .Needs(Right.SeeService);
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
        return Answers.Ok(new StatisticsBody(view.Days, view.Profiles, view.Nodes));
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
            ? Answers.Items((await desk.CellsAsync(filter.Value, cancel)).Select(View))
            : Answers.Of(filter.Problems);
    }

    private static CellBody View(CellFigures cell) =>
        new(
            cell.Figures.Day,
            cell.ProfileId,
            cell.NodeId,
            cell.Figures.People,
            cell.Figures.Devices,
            cell.Figures.Sessions,
            cell.Figures.Peak,
            cell.Figures.Received,
            cell.Figures.Sent
        );

    /// <param name="Items">Each day of the range, also those without anybody.</param>
    /// <param name="Profiles">Those with any figure, over the whole range.</param>
    /// <param name="Nodes">Those with any figure, over the whole range.</param>
    private sealed record StatisticsBody(
        IReadOnlyList<DayFigures> Items,
        IReadOnlyList<PartFigures> Profiles,
        IReadOnlyList<PartFigures> Nodes
    );

    private sealed record CellBody(
        DateOnly Day,
        string Profile,
        string Node,
        long People,
        long Devices,
        long Sessions,
        long Peak,
        long Received,
        long Sent
    );
}

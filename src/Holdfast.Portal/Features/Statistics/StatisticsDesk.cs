using Holdfast.Data;
using Holdfast.Data.Statistics;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Sessions;

namespace Holdfast.Portal.Features.Statistics;

/// <summary>Reads the books of days, which are as small with millions of sessions as with ten.</summary>
public sealed class StatisticsDesk(
    IDatabase database,
    StatisticsStore statistics,
    ISessionDesk sessions,
    TimeProvider clock
) : IStatisticsDesk
{
    public DateOnly Today => DayNumber.DayOf(clock.GetUtcNow());

    public Outcome<StatisticsFilter> Read(StatisticsQuestion question) => question.Read(Today);

    public Task<StatisticsView> ReadAsync(StatisticsFilter filter, CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
            {
                var traffic = await statistics.TrafficAsync(unit, filter);
                return new StatisticsView(
                    filter,
                    StatisticsViewOf.Days(filter, await statistics.UseAsync(unit, filter), traffic),
                    StatisticsViewOf.Parts(
                        await statistics.UseOfProfilesAsync(unit, filter),
                        traffic,
                        use => use.ProfileId,
                        one => one.ProfileId
                    ),
                    StatisticsViewOf.Parts(
                        await statistics.UseOfNodesAsync(unit, filter),
                        traffic,
                        use => use.NodeId,
                        one => one.NodeId
                    )
                );
            },
            cancel
        );

    public Task<IReadOnlyList<CellFigures>> CellsAsync(StatisticsFilter filter, CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
                StatisticsViewOf.Cells(
                    await statistics.UseOfBothAsync(unit, filter),
                    await statistics.TrafficAsync(unit, filter)
                ),
            cancel
        );

    public Task<SessionChoices> ChoicesAsync(CancellationToken cancel) => sessions.ChoicesAsync(cancel);
}

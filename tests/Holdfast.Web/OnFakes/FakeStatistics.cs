using Holdfast.Data.Statistics;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Sessions;
using Holdfast.Portal.Features.Statistics;

namespace Holdfast.Web.OnFakes;

/// <summary>Weeks with quiet Sundays; a profile by itself is half of all.</summary>
internal sealed class FakeStatistics(FakeWorld world) : IStatisticsDesk
{
    public DateOnly Today => DayNumber.DayOf(FakeWorld.Now);

    public Outcome<StatisticsFilter> Read(StatisticsQuestion question) => question.Read(Today);

    public Task<StatisticsView> ReadAsync(StatisticsFilter filter, CancellationToken cancel)
    {
        var part = filter.ProfileId.Length > 0 ? 2 : 1;
        return Task.FromResult(
            new StatisticsView(
                filter,
                [
                    .. Enumerable
                        .Range(filter.From.DayNumber, filter.Until.DayNumber - filter.From.DayNumber + 1)
                        .Select(DateOnly.FromDayNumber)
                        .Select(day =>
                            (Day: day, People: day.DayOfWeek == DayOfWeek.Sunday ? 0 : (40 + (day.Day * 7 % 60)) / part)
                        )
                        .Select(one => new DayFigures(
                            one.Day,
                            one.People,
                            one.People * 2,
                            one.People * 5,
                            one.People * 3 / 2,
                            one.People * 91_000_000L,
                            one.People * 1_230_000_000L
                        )),
                ],
                [
                    .. world.Profiles.Select(profile => new PartFigures(
                        profile.Id,
                        80,
                        120,
                        61_000_000_000,
                        812_000_000_000
                    )),
                ],
                [.. world.Nodes.Select(node => new PartFigures(node.Id, 80, 120, 61_000_000_000, 812_000_000_000))]
            )
        );
    }

    public Task<IReadOnlyList<CellFigures>> CellsAsync(StatisticsFilter filter, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<CellFigures>>([
            new(world.Profiles[0].Id, world.Nodes[0].Id, new(filter.From, 1, 2, 3, 4, 5, 6)),
        ]);

    public Task<SessionChoices> ChoicesAsync(CancellationToken cancel) =>
        Task.FromResult(
            new SessionChoices(
                [.. world.Profiles.Select(profile => (profile.Id, profile.DisplayName))],
                [.. world.Nodes.Select(node => node.Id)]
            )
        );
}

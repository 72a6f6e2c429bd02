using Holdfast.Data.Statistics;

namespace Holdfast.Portal.Features.Statistics;

/// <summary>Days in figures.</summary>
/// <param name="Days">Each day of the range, also those without anybody.</param>
/// <param name="Profiles">Those with any figure, by id.</param>
/// <param name="Nodes">Those with any figure, by id.</param>
public sealed record StatisticsView(
    StatisticsFilter Filter,
    IReadOnlyList<DayFigures> Days,
    IReadOnlyList<PartFigures> Profiles,
    IReadOnlyList<PartFigures> Nodes
)
{
    public long Received => Days.Sum(day => day.Received);

    public long Sent => Days.Sum(day => day.Sent);

    /// <summary>On the day on which there were most.</summary>
    public long People => Days.Max(day => day.People);

    public long Peak => Days.Max(day => day.Peak);
}

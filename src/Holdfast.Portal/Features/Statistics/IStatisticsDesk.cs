using Holdfast.Data.Statistics;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Sessions;

namespace Holdfast.Portal.Features.Statistics;

/// <summary>Who used the service, and how much.</summary>
public interface IStatisticsDesk
{
    DateOnly Today { get; }

    Outcome<StatisticsFilter> Read(StatisticsQuestion question);

    Task<StatisticsView> ReadAsync(StatisticsFilter filter, CancellationToken cancel);

    /// <summary>Each profile on each node, day by day.</summary>
    Task<IReadOnlyList<CellFigures>> CellsAsync(StatisticsFilter filter, CancellationToken cancel);

    /// <summary>Profiles and nodes to choose from.</summary>
    Task<SessionChoices> ChoicesAsync(CancellationToken cancel);
}

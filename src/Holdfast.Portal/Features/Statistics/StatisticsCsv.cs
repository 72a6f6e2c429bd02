using System.Globalization;
using Holdfast.Model.Csv;

namespace Holdfast.Portal.Features.Statistics;

/// <summary>Days as lines of comma-separated values: each profile on each node by itself, and bytes as they are.</summary>
internal static class StatisticsCsv
{
    public static string Of(IEnumerable<CellFigures> cells) =>
        CsvLine.Of("day", "profile", "node", "people", "devices", "sessions", "peak", "received", "sent")
        + string.Concat(cells.Select(LineOf));

    private static string LineOf(CellFigures cell) =>
        CsvLine.Of(
            StatisticsQuestion.Write(cell.Figures.Day),
            cell.ProfileId,
            cell.NodeId,
            Number(cell.Figures.People),
            Number(cell.Figures.Devices),
            Number(cell.Figures.Sessions),
            Number(cell.Figures.Peak),
            Number(cell.Figures.Received),
            Number(cell.Figures.Sent)
        );

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}

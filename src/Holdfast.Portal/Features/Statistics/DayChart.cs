namespace Holdfast.Portal.Features.Statistics;

/// <summary>One picture of the page.</summary>
/// <param name="Id">Of the heading.</param>
/// <param name="Value">What a column stands for.</param>
/// <param name="Text">The value for people.</param>
public sealed record DayChart(
    string Id,
    string Title,
    IReadOnlyList<DayFigures> Days,
    Func<DayFigures, long> Value,
    Func<long, string> Text
)
{
    public ColumnPicture Picture { get; } = ColumnPicture.Of([.. Days.Select(Value)]);
}

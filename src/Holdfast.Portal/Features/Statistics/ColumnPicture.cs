using System.Globalization;

namespace Holdfast.Portal.Features.Statistics;

/// <summary>Columns side by side in a picture of 900 by 160 units, one for each day.</summary>
public sealed class ColumnPicture
{
    public const int Width = 900;
    public const int Height = 160;

    /// <summary>So that one of many is still seen.</summary>
    private const double Lowest = 2;

    /// <summary>Of a day’s place; the rest is air.</summary>
    private const double Fill = 0.8;

    private ColumnPicture(long highest, IReadOnlyList<Column> columns) => (Highest, Columns) = (highest, columns);

    /// <summary>What the top of the picture stands for.</summary>
    public long Highest { get; }

    public IReadOnlyList<Column> Columns { get; }

    public static ColumnPicture Of(IReadOnlyList<long> values)
    {
        var highest = values.DefaultIfEmpty().Max();
        var place = (double)Width / Math.Max(1, values.Count);
        return new(highest, [.. values.Select((value, index) => At(index, value, highest, place))]);
    }

    private static Column At(int index, long value, long highest, double place)
    {
        var height = value <= 0 || highest <= 0 ? 0 : Math.Max(Lowest, (double)Height * value / highest);
        return new(
            Text((index * place) + (place * (1 - Fill) / 2)),
            Text(Height - height),
            Text(place * Fill),
            Text(height)
        );
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public sealed record Column(string X, string Y, string Width, string Height);
}

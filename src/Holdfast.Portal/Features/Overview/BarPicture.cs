using System.Globalization;

namespace Holdfast.Portal.Features.Overview;

/// <summary>Lengths of bars in a picture of 100 units.</summary>
public static class BarPicture
{
    private const double Widest = 100;

    /// <summary>So that one of many is still seen.</summary>
    private const double Narrowest = 1.5;

    public static string Width(long value, IEnumerable<long> all)
    {
        var largest = all.DefaultIfEmpty().Max();
        var width = value <= 0 || largest <= 0 ? 0 : Math.Max(Narrowest, Widest * value / largest);
        return width.ToString("0.##", CultureInfo.InvariantCulture);
    }
}

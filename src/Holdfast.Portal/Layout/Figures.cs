using System.Globalization;

namespace Holdfast.Portal.Layout;

/// <summary>Numbers as people read them.</summary>
public static class Figures
{
    private const double Step = 1000;

    private static readonly string[] Prefixes = ["", "k", "M", "G", "T", "P", "E"];

    /// <summary>Such as <c>1.2 GB</c>.</summary>
    public static string Bytes(long bytes) => Scaled(bytes, "B");

    /// <summary>Such as <c>3.4 Mbit/s</c>.</summary>
    /// <param name="bytesPerSecond">In bytes.</param>
    public static string Rate(double bytesPerSecond) => Scaled(bytesPerSecond * 8, "bit/s");

    /// <param name="part">0 to 1.</param>
    public static string Percent(double part) => part.ToString("P0", CultureInfo.InvariantCulture);

    /// <summary>In its largest unit, such as <c>3 days</c>.</summary>
    public static string Duration(TimeSpan duration) =>
        duration switch
        {
            { TotalDays: >= 2 } => $"{(int)duration.TotalDays} days",
            { TotalHours: >= 2 } => $"{(int)duration.TotalHours} hours",
            { TotalMinutes: >= 2 } => $"{(int)duration.TotalMinutes} minutes",
            _ => $"{Math.Max(0, (int)duration.TotalSeconds)} s",
        };

    private static string Scaled(double value, string unit)
    {
        var step = 0;
        while (value >= Step && step < Prefixes.Length - 1)
        {
            value /= Step;
            step++;
        }

        var digits = step == 0 || value >= 100 ? "0" : "0.0";
        return $"{value.ToString(digits, CultureInfo.InvariantCulture)} {Prefixes[step]}{unit}";
    }
}

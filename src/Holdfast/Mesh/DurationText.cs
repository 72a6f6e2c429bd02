using System.Globalization;

namespace Holdfast.Mesh;

/// <summary>Times as people write them: seconds, with a fraction if they like, or with a unit.</summary>
internal static class DurationText
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60)];

    /// <returns>Null: it is no time.</returns>
    public static TimeSpan? Parse(string text)
    {
        var (unit, seconds) = Units.FirstOrDefault(u => text.EndsWith(u.Unit, StringComparison.Ordinal));
        var number = unit is null ? text : text[..^unit.Length];
        return
            double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value * (unit is null ? 1 : seconds) is > 0 and < 86_400 and var whole
            ? TimeSpan.FromSeconds(whole)
            : null;
    }
}

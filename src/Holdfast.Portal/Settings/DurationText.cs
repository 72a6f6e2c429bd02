using System.Globalization;
using System.Text;

namespace Holdfast.Portal.Settings;

/// <summary>
/// Durations as people write them: whole numbers with <c>d</c>, <c>h</c>, <c>m</c> or <c>s</c> behind, the larger unit first, such as
/// <c>90d</c>, <c>1h30m</c>, <c>0s</c>. Whole seconds.
/// </summary>
public static class DurationText
{
    /// <summary>Characters. Ours.</summary>
    private const int Longest = 40;

    /// <summary>Of one number. Ours: ten years in seconds have nine.</summary>
    private const int MostDigits = 9;

    private static readonly (char Letter, long Seconds)[] Units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>What can be read, but is longer than any setting may be. In seconds.</summary>
    private static readonly long Ceiling = (long)TimeSpan.FromDays(1_000_000).TotalSeconds;

    /// <returns>Null: not a duration. More than a million days are a million days.</returns>
    public static TimeSpan? Parse(string text)
    {
        if (text.Length is 0 or > Longest)
        {
            return null;
        }

        var rest = text.AsSpan().Trim();
        var (total, nextUnit) = (0L, 0);
        do
        {
            if (Part(ref rest, ref nextUnit) is not { } seconds)
            {
                return null;
            }

            total += seconds;
        } while (rest.Length > 0);
        return TimeSpan.FromSeconds(Math.Min(total, Ceiling));
    }

    public static string Write(TimeSpan duration)
    {
        var left = (long)duration.TotalSeconds;
        var text = new StringBuilder();
        foreach (var (letter, seconds) in Units)
        {
            if (left / seconds is > 0 and var count)
            {
                text.Append(CultureInfo.InvariantCulture, $"{count}{letter}");
                left %= seconds;
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    /// <summary>Takes a number and its unit, which must be smaller than those before, off the front.</summary>
    private static long? Part(ref ReadOnlySpan<char> rest, ref int nextUnit)
    {
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits is <= 0 or > MostDigits)
        {
            return null;
        }

        var letter = rest[digits];
        var unit = Array.FindIndex(Units, nextUnit, u => u.Letter == letter);
        if (unit < 0)
        {
            return null;
        }

        var count = long.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        rest = rest[(digits + 1)..].TrimStart();
        nextUnit = unit + 1;
        return count * Units[unit].Seconds;
    }
}

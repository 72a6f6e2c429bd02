using System.Globalization;
using Holdfast.Data.Statistics;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Statistics;

/// <summary>Which days somebody wants to see, as it was typed or sent.</summary>
/// <param name="From">Empty: 30 days with the last one.</param>
/// <param name="Until">Empty: today.</param>
/// <param name="Profile">Empty: all.</param>
/// <param name="Node">Empty: all.</param>
public sealed record StatisticsQuestion(string From, string Until, string Profile, string Node)
{
    /// <summary>Days, with both ends.</summary>
    public const int Longest = 1100;

    private const int Usual = 30;
    private const int LongestWord = 200;
    private const string Form = "yyyy-MM-dd";

    /// <summary>As parameters of an address; members have the names of the fields.</summary>
    public IEnumerable<(string Name, string? Value)> Parameters =>
        [("from", From), ("until", Until), ("profile", Profile), ("node", Node)];

    public static StatisticsQuestion Of(string? from, string? until, string? profile, string? node) =>
        new(Bounded(from), Bounded(until), Bounded(profile), Bounded(node));

    public static string Write(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    public Outcome<StatisticsFilter> Read(DateOnly today)
    {
        List<Problem> problems = [];
        var until = Day(Until, "until", today, problems);
        var from = Day(
            From,
            "from",
            until > DateOnly.MinValue.AddDays(Usual) ? until.AddDays(1 - Usual) : until,
            problems
        );
        if (problems.Count == 0 && until < from)
        {
            problems.Add(StatisticsProblems.Backwards.At("until", $"{Write(until)} is before {Write(from)}."));
        }
        else if (problems.Count == 0 && until.DayNumber - from.DayNumber >= Longest)
        {
            problems.Add(StatisticsProblems.TooLong.At("from", $"It has {until.DayNumber - from.DayNumber + 1} days."));
        }

        return problems.Count > 0
            ? Outcome<StatisticsFilter>.Failed(problems)
            : new StatisticsFilter(from, until, Profile, Node);
    }

    private static DateOnly Day(string text, string field, DateOnly otherwise, List<Problem> problems)
    {
        if (text.Length == 0)
        {
            return otherwise;
        }

        if (DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        problems.Add(StatisticsProblems.NoDay.At(field, text));
        return otherwise;
    }

    private static string Bounded(string? text)
    {
        var trimmed = (text ?? "").Trim();
        return trimmed[..Math.Min(LongestWord, trimmed.Length)];
    }
}

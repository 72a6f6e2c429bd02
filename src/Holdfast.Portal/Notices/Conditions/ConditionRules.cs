using System.Globalization;
using Holdfast.Data.Notices;

namespace Holdfast.Portal.Notices.Conditions;

/// <summary>
/// From what was known and what is seen to what is told. Pure. A condition is told when it has lasted for the patience of its kind, again
/// after a day, and when it is over; it is over when it was not seen for a while, so that what comes and goes is one condition.
/// </summary>
public static class ConditionRules
{
    public static readonly TimeSpan ToldAgainAfter = TimeSpan.FromDays(1);

    /// <summary>Not seen for so long, it is over.</summary>
    public static readonly TimeSpan OverAfter = TimeSpan.FromSeconds(60);

    public static Verdict Judge(
        IReadOnlyList<KnownCondition> known,
        IReadOnlyList<Observation> seen,
        DateTimeOffset now
    )
    {
        var (tell, keep, forget) = (new List<Told>(), new List<KnownCondition>(), new List<KnownCondition>());
        foreach (var observed in seen.DistinctBy(one => (one.Kind.Name, one.Subject)))
        {
            var before = known.FirstOrDefault(one => IsOf(one, observed));
            if (observed.Text is { } text)
            {
                var since = before is null || before.Since > now ? now : before.Since;
                var told = Tells(observed.Kind, since, before?.ToldAt, now);
                if (told)
                {
                    tell.Add(new(observed.Kind, observed.Subject, Began(text, since, before?.ToldAt)));
                }

                keep.Add(new(observed.Kind.Name, observed.Subject, text, since, now, told ? now : before?.ToldAt));
            }
            else if (before is not null)
            {
                // Whether it goes on is not known; it is neither over nor told.
                keep.Add(before with { SeenAt = now });
            }
        }

        foreach (var gone in known.Where(one => !seen.Any(observed => IsOf(one, observed))))
        {
            if (now - gone.SeenAt < OverAfter && gone.SeenAt <= now)
            {
                continue;
            }

            forget.Add(gone);
            if (gone.ToldAt is not null && NoticeKinds.Find(gone.Kind) is { } kind)
            {
                tell.Add(new(kind, gone.Subject, $"Over after {Lasted(gone.SeenAt - gone.Since)}: {gone.Text}"));
            }
        }

        return new(tell, [.. keep.Where(one => !known.Contains(one))], forget);
    }

    private static bool Tells(NoticeKind kind, DateTimeOffset since, DateTimeOffset? toldAt, DateTimeOffset now) =>
        // A time in the future comes from a clock that was wrong.
        toldAt is { } before
        && before <= now
            ? now - before >= ToldAgainAfter
            : now - since >= kind.Patience;

    private static string Began(string text, DateTimeOffset since, DateTimeOffset? toldBefore) =>
        toldBefore is null
            ? text
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Still so, since {since.ToUniversalTime():yyyy-MM-dd HH:mm 'UTC'}: {text}"
            );

    private static string Lasted(TimeSpan time) =>
        Holdfast.Portal.Settings.DurationText.Write(time < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : time);

    private static bool IsOf(KnownCondition known, Observation observed) =>
        known.Kind == observed.Kind.Name && known.Subject == observed.Subject;
}

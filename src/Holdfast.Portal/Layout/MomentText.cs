using System.Globalization;

namespace Holdfast.Portal.Layout;

/// <summary>Moments as people type them and programs send them: in UTC where no offset is named.</summary>
public static class MomentText
{
    private const string Day = "yyyy-MM-dd";

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <returns>Null: it is none.</returns>
    public static DateTimeOffset? Read(string text) => Read(text, Forms);

    /// <summary>A moment, or the beginning of a day.</summary>
    public static DateTimeOffset? ReadFrom(string text) => Read(text, [Day]) ?? Read(text);

    /// <summary>A moment, or the end of a day.</summary>
    public static DateTimeOffset? ReadUntil(string text) => Read(text, [Day])?.AddDays(1) ?? Read(text);

    private static DateTimeOffset? Read(string text, string[] forms) =>
        DateTimeOffset.TryParseExact(text.Trim(), forms, CultureInfo.InvariantCulture, Utc, out var moment)
            ? moment
            : null;
}

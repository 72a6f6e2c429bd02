using System.Globalization;

namespace Holdfast.Portal.Layout;

/// <summary>Where a page of a list in the order of time ends, as text: microseconds since 1970, a hyphen, the id.</summary>
public static class PageMarks
{
    public static string Write(DateTimeOffset at, Guid id) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}-{id:N}"
        );

    /// <returns>Null: from the beginning, also for what is no mark.</returns>
    public static (DateTimeOffset At, Guid Id)? Read(string? text) =>
        text?.Split('-', 2) is [var time, var name]
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var micros)
        && micros < DateTimeOffset.MaxValue.UtcTicks / TimeSpan.TicksPerMicrosecond / 2
        && Guid.TryParseExact(name, "N", out var id)
            ? (DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond), id)
            : null;
}

using System.Globalization;
using Holdfast.Data.Sessions;

namespace Holdfast.Portal.Features.Sessions;

/// <summary>Where a page of sessions ends, as text: microseconds since 1970, a hyphen, the id.</summary>
internal static class SessionMarks
{
    public static string Write(Session last) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(last.StartedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}-{last.Id:N}"
        );

    /// <returns>Null: from the beginning, also for what is no mark.</returns>
    public static SessionMark? Read(string? text) =>
        text?.Split('-', 2) is [var time, var id]
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var micros)
        && micros < DateTimeOffset.MaxValue.UtcTicks / TimeSpan.TicksPerMicrosecond / 2
        && Guid.TryParseExact(id, "N", out var session)
            ? new SessionMark(DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond), session)
            : null;
}

using Holdfast.Data.Sessions;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Sessions;

/// <summary>Where a page of sessions ends, as text.</summary>
internal static class SessionMarks
{
    public static string Write(Session last) => PageMarks.Write(last.StartedAt, last.Id);

    /// <returns>Null: from the beginning, also for what is no mark.</returns>
    public static SessionMark? Read(string? text) =>
        PageMarks.Read(text) is { } mark ? new SessionMark(mark.At, mark.Id) : null;
}

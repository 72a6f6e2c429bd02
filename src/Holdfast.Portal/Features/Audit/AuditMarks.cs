using Holdfast.Data.Audit;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Audit;

/// <summary>Where a page of the audit log ends, as text.</summary>
internal static class AuditMarks
{
    public static string Write(AuditEntry last) => PageMarks.Write(last.At, last.Id);

    /// <returns>Null: from the beginning, also for what is no mark.</returns>
    public static AuditMark? Read(string? text) =>
        PageMarks.Read(text) is { } mark ? new AuditMark(mark.At, mark.Id) : null;
}

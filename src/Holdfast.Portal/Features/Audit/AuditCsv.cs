using System.Globalization;
using Holdfast.Data.Audit;
using Holdfast.Model.Csv;

namespace Holdfast.Portal.Features.Audit;

/// <summary>Entries as lines of comma-separated values.</summary>
internal static class AuditCsv
{
    public const string Head = "at,actor,action,subject,from,detail\r\n";

    public static string LineOf(AuditEntry entry) =>
        CsvLine.Of(
            entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            entry.Actor,
            entry.Action,
            entry.Subject,
            entry.FromAddress?.ToString() ?? "",
            entry.Detail
        );
}

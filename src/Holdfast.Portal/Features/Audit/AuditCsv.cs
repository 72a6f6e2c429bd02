using System.Globalization;
using System.Text;
using Holdfast.Data.Audit;

namespace Holdfast.Portal.Features.Audit;

/// <summary>Entries as lines of comma-separated values (RFC 4180).</summary>
internal static class AuditCsv
{
    public const string Head = "at,actor,action,subject,from,detail\r\n";

    public static string LineOf(AuditEntry entry) =>
        string.Join(
            ',',
            new[]
            {
                entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                entry.Actor,
                entry.Action,
                entry.Subject,
                entry.FromAddress?.ToString() ?? "",
                entry.Detail,
            }.Select(Field)
        ) + "\r\n";

    /// <summary>Programs for tables take what begins so for a formula, and people choose names that begin so.</summary>
    private static bool IsFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    private static string Field(string text)
    {
        var field = new StringBuilder("\"");
        field.Append(IsFormula(text) ? "'" : "").Append(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        return field.Append('"').ToString();
    }
}

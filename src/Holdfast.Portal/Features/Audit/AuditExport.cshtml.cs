using System.Text;
using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Audit;

[Needs(Right.SeeService)]
public sealed class AuditExportModel(IAuditDesk desk) : PortalPage
{
    /// <summary>The file is written while it is read from the database, however long it is.</summary>
    public async Task<IActionResult> OnGetAsync(
        string? actor,
        string? action,
        string? subject,
        string? from,
        string? until
    )
    {
        var question = AuditQuestion.Of(actor, action, subject, from, until);
        var filter = question.Read();
        if (!filter.Succeeded)
        {
            return LocalRedirect(Query.Append(Addresses.Audit, question.Parameters));
        }

        DoNotKeep();
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=\"audit.csv\"";
        await foreach (var line in desk.ExportAsync(filter.Value, Aborted))
        {
            await Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(line), Aborted);
        }

        return new EmptyResult();
    }
}

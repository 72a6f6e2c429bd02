using Holdfast.Portal.Access;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Audit;

[Needs(Right.SeeService)]
public sealed class AuditModel(IAuditDesk desk) : PortalPage
{
    public AuditQuestion Question { get; private set; } = new();

    public bool IsLaterPage { get; private set; }

    public AuditList List { get; private set; } = new([], null);

    /// <summary>Null: nobody has asked.</summary>
    public AuditVerdict? Verdict { get; private set; }

    public string FirstPage => Address(Addresses.Audit, after: null);

    public string? NextPage => List.Next is { } after ? Address(Addresses.Audit, after) : null;

    public string ExportAddress => Address(Addresses.AuditExport, after: null);

    public async Task OnGetAsync(
        string? actor,
        string? action,
        string? subject,
        string? from,
        string? until,
        string? after
    )
    {
        Question = AuditQuestion.Of(actor, action, subject, from, until);
        IsLaterPage = !string.IsNullOrEmpty(after);
        await ShowAsync(after);
    }

    [Needs(Right.SeeService)]
    public async Task<IActionResult> OnPostVerifyAsync()
    {
        Verdict = await desk.VerifyAsync(Aborted);
        await ShowAsync(after: null);
        return Page();
    }

    private async Task ShowAsync(string? after)
    {
        DoNotKeep();
        var filter = Question.Read();
        var typed = Question.Parameters.ToDictionary(field => field.Name, field => field.Value ?? "");
        Form = FormState.Showing(typed, filter.Problems);
        if (filter.Succeeded)
        {
            List = await desk.ListAsync(filter.Value, after, Aborted);
        }
        else
        {
            Response.StatusCode = ProblemStatus.Of(filter.Problems[0].Kind);
        }
    }

    private string Address(string path, string? after) =>
        Query.Append(path, Question.Parameters.Append(("after", after)));
}

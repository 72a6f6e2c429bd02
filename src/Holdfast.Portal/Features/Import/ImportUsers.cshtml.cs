using Holdfast.Model.Csv;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Import;

/// <summary>First what would become of each row, then all of it. Between the two the file is with the browser, so any portal may go on.</summary>
[Needs(Right.ChangePeople)]
[RequestSizeLimit(LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestForm, MemoryBufferThreshold = LargestForm)]
public sealed class ImportUsersModel(IImportDesk desk) : PortalPage
{
    public const string FileField = "file";
    public const string CsvField = "csv";
    public const string KeepField = "keep";

    /// <summary>The file, or what was typed, with room for line ends that browsers make longer. In memory only: it may hold passwords.</summary>
    private const int LargestForm = CsvLimits.Bytes + (1024 * 1024);

    /// <summary>What was sent, for the second step.</summary>
    public string Csv { get; private set; } = "";

    public bool KeepKnown { get; private set; }

    /// <summary>Set when a file was looked at.</summary>
    public ImportPlan? Plan { get; private set; }

    /// <summary>Set when it was taken over.</summary>
    public ImportedUsers? Imported { get; private set; }

    public void OnGet() => DoNotKeep();

    [Needs(Right.ChangePeople)]
    public async Task<IActionResult> OnPostTryAsync()
    {
        DoNotKeep();
        var text = await ReadAsync();
        if (!text.Succeeded)
        {
            return Again(text.Problems);
        }

        (Csv, KeepKnown) = (text.Value, Posted(KeepField) == CheckField.Ticked);
        Plan = await desk.PlanAsync(Csv, KeepKnown, Aborted);
        if (Plan.FileProblems.Count > 0)
        {
            return Again(Plan.FileProblems);
        }

        return Page();
    }

    [Needs(Right.ChangePeople)]
    public async Task<IActionResult> OnPostImportAsync()
    {
        DoNotKeep();
        (Csv, KeepKnown) = (Posted(CsvField), Posted(KeepField) == CheckField.Ticked);
        var imported = await desk.CommitAsync(Csv, KeepKnown, Actor.Of(Visitor), Aborted);
        if (imported.Succeeded)
        {
            Imported = imported.Value;
            return Page();
        }

        // What was good a moment ago is looked at again, and shown again.
        Plan = await desk.PlanAsync(Csv, KeepKnown, Aborted);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<Outcome<string>> ReadAsync()
    {
        if (Request.Form.Files[FileField] is not { Length: > 0 } file)
        {
            return Posted(CsvField) is { Length: > 0 } typed
                ? typed
                : FormProblems.Missing.At(FileField, "Choose a file, or paste its text.");
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, Aborted);
        var text = CsvText.Read(content.GetBuffer().AsSpan(0, (int)content.Length));
        return text.Succeeded
            ? text
            : Outcome<string>.Failed([
                .. text.Problems.Select(problem =>
                    problem with
                    {
                        Where = FileField,
                        Detail = $"{problem.Where} {problem.Detail}".Trim(),
                    }
                ),
            ]);
    }
}

using Holdfast.Data.Users;
using Holdfast.Model.Csv;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Import;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/import</c>: what comes from elsewhere, all of it or nothing.</summary>
internal static class ImportEndpoints
{
    /// <summary>JSON writes some characters with six.</summary>
    private const int LargestBody = 3 * CsvLimits.Bytes;

    public static void MapImport(this IEndpointRouteBuilder api) =>
        api.MapPost("/import/users", UsersAsync)
            .Says("Adds many users from a CSV file, all of them or none; or says what would become of each row")
            .Takes<UsersBody>()
            .Gives<ImportBody>()
            .Needs(Right.ChangePeople)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));

    private static async Task<IResult> UsersAsync(HttpRequest request, IImportDesk desk, Actor actor)
    {
        var body = await Body.ReadAsync<UsersBody>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        if (body.Value.Csv.Length > CsvLimits.Bytes)
        {
            return Answers.Of(CsvProblems.TooLarge.At("csv", ""));
        }

        var (wanted, cancel) = (body.Value, request.HttpContext.RequestAborted);
        if (wanted.DryRun)
        {
            return View(await desk.PlanAsync(wanted.Csv, wanted.KeepKnown, cancel));
        }

        var imported = await desk.CommitAsync(wanted.Csv, wanted.KeepKnown, actor, cancel);
        return Answers.Of(
            imported,
            done => new ImportBody([
                .. done.Made.Select(made => new ImportRowBody
                {
                    Name = made.Name,
                    OneTimePassword = made.OneTimePassword,
                }),
            ])
            {
                Kept = done.Kept,
            }
        );
    }

    private static IResult View(ImportPlan plan) =>
        plan.FileProblems.Count > 0
            ? Answers.Of(plan.Problems)
            : Answers.Ok(new ImportBody([.. plan.Rows.Select(View)]));

    private static ImportRowBody View(ImportRow row) =>
        new()
        {
            Line = row.Line,
            Name = row.Name,
            Fate = row.Fate,
            Groups = row.Groups,
            Role = row.Role,
            Disabled = row.Disabled,
            MailAddress = row.MailAddress,
            Problems = [.. row.Problems.Select(problem => $"{problem}")],
        };

    /// <param name="Items">Users who were made, in the order of the file; of a dry run each row.</param>
    private sealed record ImportBody(IReadOnlyList<ImportRowBody> Items)
    {
        /// <summary>How many were there already; null: it was a dry run.</summary>
        public int? Kept { get; init; }
    }

    /// <summary>A user who was made has a name and perhaps a password; a row of a dry run has the rest. A class, so that nothing prints it.</summary>
    private sealed class ImportRowBody
    {
        public required string Name { get; init; }

        /// <summary>Shown once; null: the file had a password, or it was a dry run.</summary>
        public string? OneTimePassword { get; init; }

        public int? Line { get; init; }
        public Fate? Fate { get; init; }
        public IReadOnlyList<string>? Groups { get; init; }
        public Role? Role { get; init; }
        public bool? Disabled { get; init; }
        public string? MailAddress { get; init; }
        public IReadOnlyList<string>? Problems { get; init; }
    }

    private sealed class UsersBody
    {
        public required string Csv { get; init; }

        /// <summary>What would become of each row; nothing is changed.</summary>
        public bool DryRun { get; init; }

        /// <summary>Users who are there already stay as they are.</summary>
        public bool KeepKnown { get; init; }
    }
}

using Holdfast.Model.Csv;
using Holdfast.Portal.Access;
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
            done => new { Items = done.Made.Select(made => new { made.Name, made.OneTimePassword }), done.Kept }
        );
    }

    private static IResult View(ImportPlan plan) =>
        plan.FileProblems.Count > 0
            ? Answers.Of(plan.Problems)
            : Answers.Items(
                plan.Rows.Select(row => new
                {
                    row.Line,
                    row.Name,
                    row.Fate,
                    row.Groups,
                    row.Role,
                    row.Disabled,
                    row.MailAddress,
                    Problems = row.Problems.Select(problem => $"{problem}"),
                })
            );

    private sealed class UsersBody
    {
        public required string Csv { get; init; }

        /// <summary>What would become of each row; nothing is changed.</summary>
        public bool DryRun { get; init; }

        /// <summary>Users who are there already stay as they are.</summary>
        public bool KeepKnown { get; init; }
    }
}

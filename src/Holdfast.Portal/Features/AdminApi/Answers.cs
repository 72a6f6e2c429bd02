using Holdfast.Model.Json;
using Holdfast.Model.Problems;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary>Answers of the admin API.</summary>
internal static class Answers
{
    public static IResult Ok<T>(T value) => Results.Json(value, ModelJson.Options);

    public static IResult Items<T>(IEnumerable<T> items, string? next = null) => Ok(new Page<T>([.. items], next));

    public static IResult Of(Problem? problem) => problem is null ? Results.NoContent() : ProblemJson.Result([problem]);

    public static IResult Of(IReadOnlyList<Problem> problems) =>
        problems.Count == 0 ? Results.NoContent() : ProblemJson.Result(problems);

    public static IResult Of<T, TView>(Outcome<T> outcome, Func<T, TView> view, int status = StatusCodes.Status200OK) =>
        outcome.Succeeded
            ? Results.Json(view(outcome.Value), ModelJson.Options, statusCode: status)
            : ProblemJson.Result(outcome.Problems);

    /// <param name="Next">For the parameter <c>after</c> of the next page; null: there is none.</param>
    internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
}

using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Hosting;

/// <summary>Problems as <c>application/problem+json</c> (RFC 9457), as the admin API answers them.</summary>
public sealed record ProblemJson(
    string Type,
    string Title,
    int Status,
    string Detail,
    IReadOnlyList<ProblemJson.Item> Problems
)
{
    public sealed record Item(string Id, string Where, string Title, string Detail, string Remedy);

    public static IResult Result(IReadOnlyList<Problem> problems) =>
        Results.Json(
            From(problems),
            contentType: "application/problem+json",
            statusCode: ProblemStatus.Of(problems[0].Kind)
        );

    private static ProblemJson From(IReadOnlyList<Problem> problems) =>
        new(
            $"urn:holdfast:{problems[0].Id}",
            problems[0].Kind.Title,
            ProblemStatus.Of(problems[0].Kind),
            problems[0].Detail,
            [.. problems.Select(p => new Item(p.Id, p.Where, p.Kind.Title, p.Detail, p.Kind.Remedy))]
        );
}

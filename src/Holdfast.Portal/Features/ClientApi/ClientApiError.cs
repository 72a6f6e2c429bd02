using System.Text.Json.Serialization;
using Holdfast.Model.Problems;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.ClientApi;

/// <summary>
/// How the client API says no. Apps show the text of <c>error</c> to people and never interpret it; <c>id</c> is ours.
/// </summary>
public sealed record ClientApiError(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("id")] string Id
)
{
    public static IResult Result(Problem problem) =>
        Results.Json(From(problem), statusCode: ProblemStatus.Of(problem.Kind));

    public static ClientApiError From(Problem problem) =>
        new($"{problem.Kind.Title}: {problem.Detail} {problem.Kind.Remedy}", problem.Id);
}

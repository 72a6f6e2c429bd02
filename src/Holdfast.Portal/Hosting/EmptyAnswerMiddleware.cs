using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Hosting;

/// <summary>Gives the empty 404 and 405 of the router a body in the language of whoever asked.</summary>
public sealed class EmptyAnswerMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (!http.Response.HasStarted && http.Response.ContentType is null && ProblemOf(http) is { } problem)
        {
            await ProblemAnswer.WriteAsync(http, problem, http.Response.StatusCode);
        }
    }

    private static Problem? ProblemOf(HttpContext http) =>
        http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => RequestProblems.NotFound.At("", $"\"{http.Request.Path}\" not found"),
            StatusCodes.Status405MethodNotAllowed => RequestProblems.WrongMethod.At("", http.Request.Method),
            _ => null,
        };
}

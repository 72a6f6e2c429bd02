using System.Text.Json;
using Holdfast.Data.Problems;
using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Hosting;

/// <summary>Turns what a request breaks on into an answer with an id: the sender's mistakes into 4xx, ours into 5xx and a line in the log.</summary>
public sealed partial class FailureMiddleware(
    RequestDelegate next,
    TimeProvider clock,
    ILogger<FailureMiddleware> logger
)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly Quiet _quiet = new(clock);

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody reads an answer.
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            var problem = Explain(failure);
            Tell(http, failure, problem);
            http.Response.Clear();
            if (MayPass(problem))
            {
                http.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString("0");
            }

            await ProblemAnswer.WriteAsync(http, problem, StatusOf(failure, problem));
        }
    }

    private static Problem Explain(Exception failure) =>
        failure switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => RequestProblems.TooLarge.At(
                "",
                ""
            ),
            BadHttpRequestException or InvalidDataException or JsonException => RequestProblems.NotUnderstood.At(
                "",
                ""
            ),
            DatabaseException { Problem.Kind: var kind } when TakesNoChanges(kind) => RequestProblems.NoChanges.At(
                "",
                ""
            ),
            DatabaseException => RequestProblems.Unavailable.At("", ""),
            _ => RequestProblems.Unexpected.At("", ""),
        };

    private static bool TakesNoChanges(ProblemKind kind) =>
        kind == DatabaseProblems.NoPrimary || kind == DatabaseProblems.ReadOnly;

    private static bool MayPass(Problem problem) =>
        problem.Kind == RequestProblems.Unavailable || problem.Kind == RequestProblems.NoChanges;

    private static int StatusOf(Exception failure, Problem problem) =>
        failure is BadHttpRequestException bad ? bad.StatusCode : ProblemStatus.Of(problem.Kind);

    private void Tell(HttpContext http, Exception failure, Problem problem)
    {
        if (problem.Kind == RequestProblems.Unexpected)
        {
            Log.Failed(logger, failure, http.Request.Method, http.Request.Path);
        }
        else if (MayPass(problem) && _quiet.MayTell(problem.Id))
        {
            Log.Away(logger, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.RequestFailed, LogLevel.Error, "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, Exception failure, string method, string path);

        [LoggerMessage(EventIds.DatabaseUnavailable, LogLevel.Warning, "A request could not be served: {Reason}")]
        public static partial void Away(ILogger logger, string reason);
    }
}

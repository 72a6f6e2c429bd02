using Holdfast.Model.Problems;
using Holdfast.Portal.Features.AdminApi;
using Holdfast.Portal.Features.ClientApi;
using Holdfast.Portal.Features.OAuth;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Hosting;

/// <summary>Says no in the language of whoever asked: client API, token endpoint, admin API, or a page.</summary>
public static class ProblemAnswer
{
    /// <summary>Where the problem waits for the error page, which is drawn afterwards for requests of browsers.</summary>
    private static readonly object ItemKey = new();

    /// <summary>Null: nothing was said but a status.</summary>
    public static Problem? WaitingIn(HttpContext http) => http.Items[ItemKey] as Problem;

    /// <summary>For an answer with a status alone, whose page is drawn afterwards.</summary>
    public static void Wait(HttpContext http, Problem problem) => http.Items[ItemKey] = problem;

    public static Task WriteAsync(HttpContext http, Problem problem, int status)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        var path = http.Request.Path;
        if (path.StartsWithSegments("/vpn-user-portal/api", StringComparison.Ordinal))
        {
            return http.Response.WriteAsJsonAsync(ClientApiError.From(problem));
        }

        if (path.StartsWithSegments(TokenEndpointMap.Path, StringComparison.Ordinal))
        {
            // Not invalid_grant: the app keeps its tokens and tries again.
            return http.Response.WriteAsJsonAsync(
                new
                {
                    error = status < 500 ? "invalid_request" : "temporarily_unavailable",
                    error_description = problem.Id,
                }
            );
        }

        if (path.StartsWithSegments(AdminApi.Root, StringComparison.Ordinal))
        {
            return ProblemJson.Result([problem]).ExecuteAsync(http);
        }

        Wait(http, problem);
        return Task.CompletedTask;
    }
}

using Holdfast.OAuth;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.OAuth;

/// <summary>Puts an answer of Holdfast.OAuth on the wire.</summary>
public sealed class OAuthResult(OAuthAnswer answer) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.Status;
        response.ContentType = OAuthAnswer.ContentType;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
    }
}

using System.Text.Json;
using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Node.WireGuardTcp;

/// <summary>Errors as problem details (RFC 9457).</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext http, int status, ProblemKind kind)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "application/problem+json";
        var body = new Dictionary<string, object>
        {
            ["type"] = $"urn:holdfast:problem:{kind.Id}",
            ["title"] = kind.Title,
            ["status"] = status,
            ["detail"] = kind.Remedy,
            ["id"] = kind.Id,
        };
        return http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body)).AsTask();
    }
}

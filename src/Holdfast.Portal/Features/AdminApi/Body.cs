using System.Text.Json;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary>Reads a JSON body strictly: what is not understood is said, with its place, and nothing is done.</summary>
internal static class Body
{
    public static async Task<Outcome<T>> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        try
        {
            return
                await JsonSerializer.DeserializeAsync<T>(
                    request.Body,
                    ModelJson.Options,
                    request.HttpContext.RequestAborted
                )
                    is { } value
                ? value
                : RequestProblems.NotUnderstood.At("", "The body is null.");
        }
        catch (JsonException malformed)
        {
            // The message may repeat what was sent; the place is enough.
            return RequestProblems.NotUnderstood.At(
                malformed.Path ?? "",
                $"Line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}."
            );
        }
    }
}

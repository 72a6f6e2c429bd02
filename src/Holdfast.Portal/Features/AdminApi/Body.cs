using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary>Reads a JSON body strictly: all that is not understood is said, with its place, and nothing is done.</summary>
internal static class Body
{
    /// <summary>So many are enough to show what kind of mistake it is. Arbitrary, may be increased.</summary>
    private const int MostMistakes = 50;

    public static async Task<Outcome<T>> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        try
        {
            var body = await JsonNode.ParseAsync(
                request.Body,
                documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false },
                cancellationToken: request.HttpContext.RequestAborted
            );
            return body is null ? RequestProblems.NotUnderstood.At("", "The body is null.") : Read<T>(body);
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

    /// <summary>The reader stops at its first mistake, so what is wrong is cut out and the rest is read again.</summary>
    private static Outcome<T> Read<T>(JsonNode body)
        where T : class
    {
        var pruned = new PrunedJson(body);
        var problems = new List<Problem>();
        while (problems.Count < MostMistakes)
        {
            try
            {
                var value = body.Deserialize<T>(ModelJson.Options)!;
                return problems.Count == 0 ? value : Outcome<T>.Failed(problems);
            }
            catch (JsonException mistake)
            {
                var (where, detail) = pruned.Explain(mistake);
                if (detail is not null)
                {
                    problems.Add(RequestProblems.NotUnderstood.At(where, detail));
                }

                if (!pruned.Cut(mistake.Path ?? ""))
                {
                    break;
                }
            }
        }

        return Outcome<T>.Failed(problems);
    }
}

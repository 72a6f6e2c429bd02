using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
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

    /// <summary>The parser takes any escapes between quotes, and minds half characters only when the text is asked for.</summary>
    private const string Reader = "System.Text.Json";

    private static readonly JsonSerializerOptions Reading = new(ModelJson.Options)
    {
        RespectNullableAnnotations = true,
    };

    private static readonly JsonDocumentOptions Document = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static async Task<Outcome<T>> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return Read<T>(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    public static Outcome<T> Read<T>(ReadOnlySpan<byte> text)
        where T : class
    {
        if (!Utf8.IsValid(text))
        {
            return RequestProblems.NotUnderstood.At("", "It is not UTF-8.");
        }

        try
        {
            return Read<T>(JsonNode.Parse(text, documentOptions: Document));
        }
        catch (JsonException malformed)
        {
            return Malformed(malformed);
        }
        catch (InvalidOperationException notText)
            when (notText.Source?.StartsWith(Reader, StringComparison.Ordinal) == true)
        {
            return RequestProblems.NotUnderstood.At("", "A name in it is not valid Unicode.");
        }
    }

    /// <summary>The message may repeat what was sent; the place is enough.</summary>
    private static Problem Malformed(JsonException malformed) =>
        RequestProblems.NotUnderstood.At(
            malformed.Path ?? "",
            $"Line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}."
        );

    /// <summary>The reader stops at its first mistake, so what is wrong is cut out and the rest is read again.</summary>
    private static Outcome<T> Read<T>(JsonNode? body)
        where T : class
    {
        if (body is null)
        {
            return RequestProblems.NotUnderstood.At("", "The body is null.");
        }

        var pruned = new PrunedJson(body);
        List<Problem> problems =
        [
            .. pruned
                .CutNullElements()
                .Take(MostMistakes)
                .Select(where => RequestProblems.NotUnderstood.At(where, JsonMistake.NullIsNothing)),
        ];
        while (problems.Count < MostMistakes)
        {
            try
            {
                var value = body.Deserialize<T>(Reading)!;
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

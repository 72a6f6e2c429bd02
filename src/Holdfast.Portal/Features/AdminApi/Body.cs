using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary>Reads a JSON body strictly: all that is not understood is said, with its place.</summary>
internal static class Body
{
    /// <summary>The parser takes any escapes between quotes, and minds half characters only when the text is asked for.</summary>
    private const string Reader = "System.Text.Json";

    private static readonly JsonSerializerOptions Reading = new(ModelJson.Options)
    {
        RespectNullableAnnotations = true,
    };

    private static readonly JsonDocumentOptions Document = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>All of it, or nothing.</summary>
    public static async Task<Outcome<T>> ReadAsync<T>(HttpRequest request)
        where T : class => (await ReadPartsAsync<T>(request)).ToOutcome();

    /// <summary>What can be read, for a body that is to be judged as a whole.</summary>
    public static async Task<Reading<T>> ReadPartsAsync<T>(HttpRequest request)
        where T : class
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return ReadParts<T>(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    public static Outcome<T> Read<T>(ReadOnlySpan<byte> text)
        where T : class => ReadParts<T>(text).ToOutcome();

    public static Reading<T> ReadParts<T>(ReadOnlySpan<byte> text)
        where T : class
    {
        if (!Utf8.IsValid(text))
        {
            return Refused<T>("It is not UTF-8.");
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: Document) is { } body
                ? ReadParts<T>(body)
                : Refused<T>("The body is null.");
        }
        catch (JsonException malformed)
        {
            return Reading<T>.Nothing(Malformed(malformed));
        }
        catch (InvalidOperationException notText)
            when (notText.Source?.StartsWith(Reader, StringComparison.Ordinal) == true)
        {
            return Refused<T>("A name in it is not valid Unicode.");
        }
    }

    private static Reading<T> Refused<T>(string detail)
        where T : class => Reading<T>.Nothing(RequestProblems.NotUnderstood.At("", detail));

    /// <summary>The message may repeat what was sent; the place is enough.</summary>
    private static Problem Malformed(JsonException malformed) =>
        RequestProblems.NotUnderstood.At(
            malformed.Path ?? "",
            $"Line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}."
        );

    private static Reading<T> ReadParts<T>(JsonNode body)
        where T : class
    {
        var fitting = new JsonFitting(Reading);
        return fitting.Fit(body, typeof(T))
            ? new(body.Deserialize<T>(Reading), new(fitting.Unread), fitting.Problems)
            : Reading<T>.Nothing(fitting.Problems);
    }
}

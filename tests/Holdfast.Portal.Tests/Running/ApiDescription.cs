using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Holdfast.Portal.Tests.Running;

/// <summary>The OpenAPI document of the admin API, as a program reads it.</summary>
internal sealed class ApiDescription(JsonNode document)
{
    public JsonNode Document => document;

    /// <summary>Method, path and what is said of it.</summary>
    public IEnumerable<(string Method, string Path, JsonObject Call)> Calls =>
        document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject().Select(call => (call.Key.ToUpperInvariant(), path.Key, call.Value!.AsObject()))
            );

    /// <param name="path">A real one; null: there is no such call.</param>
    public JsonObject? Find(string method, string path) =>
        Calls
            .Where(call => call.Method == method && IsPath(call.Path, path))
            // What is named goes before what is any.
            .OrderBy(call => call.Path.Count(c => c == '{'))
            .Select(call => call.Call)
            .FirstOrDefault();

    /// <summary>Where an answer is not as the document says.</summary>
    public IReadOnlyList<string> Mistakes(JsonObject call, int status, string? contentType, string body)
    {
        var code = status.ToString(CultureInfo.InvariantCulture);
        var responses = call["responses"]!.AsObject();
        if (status < 300 && !responses.ContainsKey(code))
        {
            return [$"It answers {status}, of which the document says nothing."];
        }

        var content = (responses[code] ?? responses["default"])?["content"]?.AsObject();
        if (content is null || content.Count == 0)
        {
            return body.Length == 0 ? [] : ["It has a body of which the document says nothing."];
        }

        if (contentType is null || content[contentType] is not { } described)
        {
            // No problem document, and none of the API's: too large, or the door itself refused it.
            return status >= 400 && body.Length == 0 ? [] : [$"The body is {contentType}, not {content.First().Key}."];
        }

        return [.. Unfit(described["schema"]!, JsonNode.Parse(body), "$")];
    }

    private static bool IsPath(string pattern, string path) =>
        Regex.IsMatch(path, $"^{Regex.Replace(Regex.Escape(pattern), @"\\\{[^}]*}", "[^/]+")}$");

    private IEnumerable<string> Unfit(JsonNode schema, JsonNode? value, string place)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            return Unfit(document["components"]!["schemas"]![reference.Split('/')[^1]]!, value, place);
        }

        if ((schema["oneOf"] ?? schema["anyOf"])?.AsArray() is { } choices)
        {
            var tried = choices.Select(choice => Unfit(choice!, value, place).ToList()).ToList();
            return tried.Any(mistakes => mistakes.Count == 0) ? [] : tried.SelectMany(mistakes => mistakes);
        }

        var kinds = Kinds(schema["type"]);
        return
            kinds.Count > 0
            && !kinds.Contains(KindOf(value))
            && !(KindOf(value) == "integer" && kinds.Contains("number"))
            ? [$"{place} is {KindOf(value)}, not {string.Join(" or ", kinds)}."]
            : value switch
            {
                JsonObject members => UnfitMembers(schema, members, place),
                JsonArray items when schema["items"] is { } item => items.SelectMany(
                    (one, index) => Unfit(item, one, $"{place}[{index}]")
                ),
                _ when schema["enum"]?.AsArray() is { } words && !words.Any(word => JsonNode.DeepEquals(word, value)) =>
                    [$"{place} is {value?.ToJsonString()}, not {words.ToJsonString()}."],
                _ => [],
            };
    }

    /// <summary>Also what the document does not name is a mistake here, although programs have to bear it.</summary>
    private IEnumerable<string> UnfitMembers(JsonNode schema, JsonObject members, string place)
    {
        var known = schema["properties"]?.AsObject() ?? [];
        var rest = schema["additionalProperties"] as JsonObject;
        foreach (var required in schema["required"]?.AsArray() ?? [])
        {
            if (!members.ContainsKey(required!.GetValue<string>()))
            {
                yield return $"{place}.{required} is missing.";
            }
        }

        foreach (var (name, value) in members)
        {
            if ((known[name] ?? rest) is not { } described)
            {
                yield return $"{place}.{name} is not in the document.";
                continue;
            }

            foreach (var mistake in Unfit(described, value, $"{place}.{name}"))
            {
                yield return mistake;
            }
        }
    }

    private static IReadOnlyList<string> Kinds(JsonNode? type) =>
        type switch
        {
            JsonArray several => [.. several.Select(one => one!.GetValue<string>())],
            { } one => [one.GetValue<string>()],
            null => [],
        };

    private static string KindOf(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
            _ => "null",
        };
}

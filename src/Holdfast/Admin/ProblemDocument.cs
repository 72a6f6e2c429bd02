using System.Text.Json.Nodes;
using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Admin;

/// <summary>Reads problem+json, RFC 9457, with our extension <c>problems</c>.</summary>
internal static class ProblemDocument
{
    private const string UrnPrefix = "urn:holdfast:";

    /// <summary>At least one problem, whatever the document holds.</summary>
    public static IReadOnlyList<Problem> Read(JsonNode document, int status)
    {
        var listed = (document as JsonObject)?["problems"] is JsonArray list
            ? list.OfType<JsonObject>().Select(One).ToList()
            : [];
        return listed.Count > 0 ? listed : [Whole(document as JsonObject, status)];
    }

    private static Problem One(JsonObject item) =>
        new(
            new ProblemKind(
                Text(item, "id") ?? CommandProblems.NoAnswer.Id,
                Text(item, "title") ?? "",
                Text(item, "remedy") ?? ""
            ),
            Text(item, "where") ?? "",
            Text(item, "detail") ?? ""
        );

    private static Problem Whole(JsonObject? document, int status)
    {
        var type = document is null ? null : Text(document, "type");
        if (type?.StartsWith(UrnPrefix, StringComparison.Ordinal) != true)
        {
            return CommandProblems.NoAnswer.At("", $"The portal answered with status {status}.");
        }
        var kind = new ProblemKind(type[UrnPrefix.Length..], Text(document!, "title") ?? "", "");
        return kind.At("", Text(document!, "detail") ?? "");
    }

    private static string? Text(JsonObject item, string name) =>
        item[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

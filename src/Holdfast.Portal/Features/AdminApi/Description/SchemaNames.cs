using System.Text.Json.Serialization.Metadata;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.OpenApi;

namespace Holdfast.Portal.Features.AdminApi.Description;

/// <summary>What types are called in the document: programs that are made from it have types of these names.</summary>
internal static class SchemaNames
{
    private const string Body = "Body";

    public static string? Of(JsonTypeInfo type) =>
        type.Type == typeof(ProblemJson) ? "Problem"
        : type.Type == typeof(ProblemJson.Item) ? "ProblemItem"
        : type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Answers.Page<>)
            ? $"{Short(type.Type.GetGenericArguments()[0].Name)}List"
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? Short(name)
        : null;

    private static string Short(string name) =>
        name.EndsWith(Body, StringComparison.Ordinal) ? name[..^Body.Length] : name;
}

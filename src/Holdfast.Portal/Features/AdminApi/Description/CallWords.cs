using System.Text;
using System.Text.Json.Nodes;
using Holdfast.Portal.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Holdfast.Portal.Features.AdminApi.Description;

/// <summary>What a call says beyond its summary: its name, who may make it, what its parameters are.</summary>
internal sealed class CallWords : IOpenApiOperationTransformer
{
    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancel
    )
    {
        var call = context.Description;
        var path = $"/{call.RelativePath}";
        operation.OperationId = IdOf(call.HttpMethod ?? "", path);
        operation.Tags = new HashSet<OpenApiTagReference> { new(GroupOf(path), context.Document) };
        if (call.ActionDescriptor.EndpointMetadata.OfType<NeedsAttribute>().LastOrDefault() is { } needs)
        {
            AddRights(operation, needs.Right);
        }

        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Description ??= ParameterWords.Of(parameter.Name ?? "");
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            response.Description = AnswerWords(status);
        }

        return Task.CompletedTask;
    }

    /// <summary>The first part of the path below the API's root.</summary>
    public static string GroupOf(string path) => path[(AdminApi.Root.Length + 1)..].Split('/', '?')[0];

    /// <summary>Such as <c>patchUsersName</c>: method and path.</summary>
    private static string IdOf(string method, string path)
    {
        var id = new StringBuilder(method.ToLowerInvariant());
        foreach (var part in path[AdminApi.Root.Length..].Split('/', '-', '{', '}', ':'))
        {
            id.Append(part.Length == 0 ? "" : char.ToUpperInvariant(part[0]) + part[1..]);
        }

        return id.ToString();
    }

    private static void AddRights(OpenApiOperation operation, Right right)
    {
        var scopes = Enum.GetValues<TokenScope>()
            .Where(scope => ScopeRights.Of(scope).Contains(right))
            .Select(AccessWords.Of)
            .ToList();
        operation.Description =
            scopes.Count > 0 ? AccessWords.ScopesWith(right) : "No API token may; at the portal's Unix socket only.";
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        operation.Extensions["x-holdfast-right"] = new JsonNodeExtension($"{right}");
        operation.Extensions["x-holdfast-scopes"] = new JsonNodeExtension(
            new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))])
        );
    }

    private static string AnswerWords(string status) =>
        status switch
        {
            "default" => "What is wrong, all of it; nothing was changed.",
            "201" => "Made.",
            "204" => "Done.",
            _ => "As asked.",
        };
}

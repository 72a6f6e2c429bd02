using System.Text.Json.Serialization;
using Holdfast.Model.Json;
using Holdfast.Portal.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Holdfast.Portal.Features.AdminApi.Description;

/// <summary>The admin API as an OpenAPI document, made from the calls that are mapped.</summary>
internal static class ApiDocument
{
    public const string Name = "admin-v1";

    private const string Path = "/openapi.json";

    public static void AddApiDocument(this IServiceCollection services)
    {
        services.Configure<JsonOptions>(SpeakAsTheApi);
        services.AddSingleton<ApiDocumentText>();
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, BodyDescriptions>());
        services.AddOpenApi(
            Name,
            options =>
            {
                options.ShouldInclude = IsDescribed;
                options.CreateSchemaReferenceId = SchemaNames.Of;
                options.AddSchemaTransformer<SchemaWords>();
                options.AddOperationTransformer<CallWords>();
                options.AddDocumentTransformer<DocumentWords>();
            }
        );
    }

    /// <summary>Whoever may make any call may read what there is.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder api) =>
        api.MapGet(
                Path,
                async (ApiDocumentText document, CancellationToken cancel) =>
                    Results.Text(await document.ReadAsync(cancel), "application/json")
            )
            .ExcludeFromDescription()
            .Needs(Right.Everybody);

    public static bool IsDescribed(ApiDescription call) =>
        $"/{call.RelativePath}".StartsWith(AdminApi.Root + "/", StringComparison.Ordinal);

    /// <summary>Schemas are made from these, so they must be what answers are written with.</summary>
    private static void SpeakAsTheApi(JsonOptions json)
    {
        var options = json.SerializerOptions;
        options.NumberHandling = ModelJson.Options.NumberHandling;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        foreach (var converter in ModelJson.Options.Converters)
        {
            options.Converters.Add(converter);
        }
    }
}

using System.Net;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Model.Keys;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Holdfast.Portal.Features.AdminApi.Description;

/// <summary>What a schema says beyond the framework's: values that the model writes as text, and which members always stand.</summary>
internal sealed class SchemaWords : IOpenApiSchemaTransformer
{
    private static readonly Dictionary<Type, (string? Format, string Words)> Texts = new()
    {
        [typeof(IPAddress)] = (null, "An IPv4 or IPv6 address."),
        [typeof(IPNetwork)] = (null, "A network such as 10.61.0.0/24, without host bits."),
        [typeof(WireGuardKey)] = ("byte", "A WireGuard key: 32 bytes in base64."),
        [typeof(TimeSpan)] = (null, "A duration such as 01:30:00, or with days 90.00:00:00."),
    };

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = context.JsonTypeInfo;
        if (Texts.TryGetValue(Nullable.GetUnderlyingType(type.Type) ?? type.Type, out var text))
        {
            schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null ?? default);
            schema.Format = text.Format;
            schema.Description ??= text.Words;
        }
        // The framework says nothing of elements that have a converter of ours.
        else if (type.ElementType is { } element && Texts.TryGetValue(element, out var each))
        {
            var one = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Format = each.Format,
                Description = each.Words,
            };
            if (type.Kind == JsonTypeInfoKind.Dictionary)
            {
                schema.AdditionalProperties = one;
            }
            else
            {
                schema.Items = one;
            }
        }
        else if (type.Kind == JsonTypeInfoKind.Object)
        {
            // A later release may say more; who reads answers strictly would break.
            schema.AdditionalPropertiesAllowed = true;
            schema.Required = Required(type).ToHashSet(StringComparer.Ordinal);
            if (type.Type == typeof(SharedSettings))
            {
                SharedSettings.Describe(schema);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>What is null is left out of answers.</summary>
    private static IEnumerable<string> Required(JsonTypeInfo type) =>
        type
            .Properties.Where(member =>
                member.IsRequired || (member.AssociatedParameter is { HasDefaultValue: false } && !IsNullable(member))
            )
            .Select(member => member.Name);

    private static bool IsNullable(JsonPropertyInfo member) =>
        Nullable.GetUnderlyingType(member.PropertyType) is not null
        || (!member.PropertyType.IsValueType && member.IsGetNullable);
}

using Holdfast.Portal.Settings;
using Microsoft.OpenApi;

namespace Holdfast.Portal.Features.AdminApi.Description;

/// <summary>Stands for the members of <c>/settings</c>, which <see cref="SettingCatalogue"/> names.</summary>
internal sealed class SharedSettings
{
    public static void Describe(OpenApiSchema schema) =>
        schema.Properties = SettingCatalogue.All.ToDictionary(
            setting => setting.Name,
            IOpenApiSchema (setting) =>
                new OpenApiSchema
                {
                    Type =
                        (setting is CountSetting ? JsonSchemaType.Integer : JsonSchemaType.String)
                        | JsonSchemaType.Null,
                    Description = $"{setting.Label}. {setting.Effect}",
                },
            StringComparer.Ordinal
        );
}

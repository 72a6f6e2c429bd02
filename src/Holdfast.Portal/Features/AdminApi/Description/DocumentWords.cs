using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Holdfast.Portal.Features.AdminApi.Description;

/// <summary>What the document says of the API as a whole.</summary>
internal sealed class DocumentWords(PortalOptions options) : IOpenApiDocumentTransformer
{
    public const string Token = "token";

    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancel
    )
    {
        document.Info = new()
        {
            Title = "Holdfast admin API",
            Version = "v1",
            Description =
                "Everything that administrators do with the portal. Errors are problem documents (RFC 9457) with all that is wrong; each "
                + "has an id (HF-1151) that stands in the catalogue of problems. Lists have `next`, which goes into `after` of the next "
                + "call and is left out at the end.",
        };
        document.Servers = [new() { Url = options.PublicUrl }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "hf_ and 43 characters of base64url",
                Description = "An API token. On the portal's Unix socket none is needed: who may open it may do all.",
            },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Token, document)] = [] }];
        // Groups of calls; the framework would name one by the assembly.
        document.Tags = document
            .Paths.Keys.Select(CallWords.GroupOf)
            .Distinct(StringComparer.Ordinal)
            .Select(name => new OpenApiTag { Name = name })
            .ToHashSet();
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Holdfast.Portal.Features.AdminApi.Description;

/// <summary>The document as it is sent. Calls do not change while a portal runs, so it is made once, when somebody asks.</summary>
internal sealed class ApiDocumentText([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider documents)
{
    private string? _text;

    public async Task<string> ReadAsync(CancellationToken cancel)
    {
        if (_text is null)
        {
            var document = await documents.GetOpenApiDocumentAsync(cancel);
            _text = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancel);
        }

        return _text;
    }
}

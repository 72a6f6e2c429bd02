using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Holdfast.Portal.Features.AdminApi.Description;

/// <summary>Tells the framework of bodies that calls read by themselves, and that each of them may answer with problems.</summary>
internal sealed class BodyDescriptions : IApiDescriptionProvider
{
    /// <summary>After the framework's own, which knows parameters and answers.</summary>
    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var call in context.Results.Where(ApiDocument.IsDescribed))
        {
            if (call.ActionDescriptor.EndpointMetadata.OfType<TakenBody>().LastOrDefault() is { } body)
            {
                call.ParameterDescriptions.Add(
                    new ApiParameterDescription
                    {
                        Name = "body",
                        Type = body.Type,
                        Source = BindingSource.Body,
                        IsRequired = true,
                    }
                );
                call.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = "application/json" });
            }

            call.SupportedResponseTypes.Add(
                new ApiResponseType
                {
                    Type = typeof(ProblemJson),
                    IsDefaultResponse = true,
                    ApiResponseFormats = [new ApiResponseFormat { MediaType = "application/problem+json" }],
                }
            );
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context) { }
}

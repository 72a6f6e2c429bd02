using Microsoft.AspNetCore.Builder;

namespace Holdfast.Portal.Access;

/// <summary>Says what an endpoint that is no page needs.</summary>
public static class NeedsExtensions
{
    public static TBuilder Needs<TBuilder>(this TBuilder builder, Right right)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new NeedsAttribute(right)));
        return builder;
    }
}

using System.Text.RegularExpressions;
using Holdfast.Portal.Access;
using Holdfast.Portal.Tests.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Access;

/// <summary>All that the running portal answers, whatever is added.</summary>
internal static partial class Routes
{
    public static async Task<IReadOnlyList<Route>> OfAsync(RunningPortal portal)
    {
        var endpoints = portal
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .ToList();
        var loader = portal.Services.GetRequiredService<PageLoader>();
        var routes = new List<Route>();
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                routes.AddRange(OfPage(endpoint, await loader.LoadAsync(page, EndpointMetadataCollection.Empty)));
            }
            else
            {
                routes.AddRange(OfEndpoint(endpoint));
            }
        }

        return
        [
            .. routes
                .Distinct()
                .OrderBy(route => route.Pattern, StringComparer.Ordinal)
                .ThenBy(route => Array.IndexOf(["GET", "POST", "PUT", "PATCH", "DELETE"], route.Method))
                .ThenBy(route => route.Handler, StringComparer.Ordinal),
        ];
    }

    public static string ValueOf(Match parameter) =>
        parameter.Groups["name"].Value == "status" ? "404"
        : parameter.Value.Contains("guid", StringComparison.Ordinal) ? "01980000-0000-7000-8000-000000000000"
        : "nothing";

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}")]
    public static partial Regex Parameters();

    private static IEnumerable<Route> OfPage(RouteEndpoint endpoint, CompiledPageActionDescriptor page)
    {
        var pattern = PatternOf(endpoint);
        yield return new("GET", pattern, null, PageRights.Needed(page.ModelTypeInfo, handler: null), IsPage: true);
        foreach (var handler in page.HandlerMethods.Where(handler => handler.HttpMethod != "Get"))
        {
            yield return new(
                handler.HttpMethod.ToUpperInvariant(),
                pattern,
                handler.Name ?? "",
                PageRights.Needed(page.ModelTypeInfo, handler),
                IsPage: true
            );
        }
    }

    private static IEnumerable<Route> OfEndpoint(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => new Route(
            method,
            PatternOf(endpoint),
            null,
            endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Right,
            IsPage: false
        ));

    private static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
}

using Holdfast.Portal.Assets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Layout;

/// <summary>Everything that the pages need from the host.</summary>
public static class PortalPages
{
    /// <summary>Session cookies and tokens of forms begin like this.</summary>
    private const string CookiePrefix = "__Host-holdfast-";

    public static IServiceCollection AddPortalPages(this IServiceCollection services)
    {
        services
            .AddRazorPages(options => options.RootDirectory = "/Features")
            .AddApplicationPart(typeof(PortalPages).Assembly)
            .AddMvcOptions(options => options.Filters.Add<AccessFilter>());
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = "formToken";
            options.Cookie.Name = CookiePrefix + "form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = CookiePrefix + "note";
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.IsEssential = true;
        });
        return services;
    }

    /// <summary>Empty answers with an error status become a page. To be put in front of what is meant for browsers only.</summary>
    public static IApplicationBuilder UsePortalErrorPages(this IApplicationBuilder app) =>
        app.UseStatusCodePagesWithReExecute("/problem/{0}");

    public static IEndpointRouteBuilder MapPortalPages(this IEndpointRouteBuilder routes)
    {
        routes.MapRazorPages();
        routes.MapAssets();
        return routes;
    }
}

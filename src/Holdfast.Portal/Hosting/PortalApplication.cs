using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Holdfast.Data;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi;
using Holdfast.Portal.Features.ClientApi;
using Holdfast.Portal.Features.Nodes;
using Holdfast.Portal.Features.OAuth;
using Holdfast.Portal.Features.WellKnown;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Secrets;
using Holdfast.Telemetry.Health;
using Holdfast.Telemetry.Logging;
using Holdfast.Telemetry.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Hosting;

/// <summary>Puts the portal together: doors, middleware, endpoints.</summary>
public static class PortalApplication
{
    private const long LargestBody = 1024 * 1024;

    public static async Task<WebApplication> BuildAsync(
        PortalOptions options,
        IDatabase database,
        SecretBox box,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                ContentRootPath = options.Home,
                ApplicationName = typeof(PortalApplication).Assembly.GetName().Name,
            }
        );
        // Without the framework's own lines, which repeat addresses of requests and redirects, and so codes.
        builder.Logging.AddHoldfast();

        // It warns that keys are stored as they are; ours are sealed by the repository that stores them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        builder.Services.AddPortal(
            options,
            database,
            box,
            await AuthoritySet.LoadAsync(database, box, clock, cancel),
            clock
        );
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel((_, kestrel) => Configure(kestrel, options));
        var app = builder.Build();
        AddMiddleware(app);
        AddEndpoints(app, options);
        await WriteAuthorityAsync(app.Services.GetRequiredService<AuthoritySet>(), options, cancel);
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, PortalOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.ListenAnyIP(
            options.Port,
            listen =>
            {
                listen.As(Listener.Public);
                var certificates = kestrel.ApplicationServices.GetRequiredService<TlsCertificates>();
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => HandshakeAsync(certificates) });
            }
        );
        kestrel.ListenUnixSocket(options.AdminSocket, listen => listen.As(Listener.Admin));
        if (options.TelemetryPort > 0)
        {
            kestrel.Listen(IPAddress.Loopback, options.TelemetryPort, listen => listen.As(Listener.Telemetry));
        }
    }

    /// <summary>A context and not a certificate alone: clients want the whole chain to the authority.</summary>
    private static ValueTask<SslServerAuthenticationOptions> HandshakeAsync(TlsCertificates certificates) =>
        ValueTask.FromResult(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificates.Current.Context,
                EnabledSslProtocols = SslProtocols.Tls13,
                ClientCertificateRequired = false,
            }
        );

    private static void AddMiddleware(WebApplication app)
    {
        var underWay = app.Services.GetRequiredService<RequestsUnderWay>();
        app.Use(next => http => underWay.RunAsync(http, next));
        app.UseSecurityHeaders();
        app.UseWhen(context => IsForBrowsers(context.Request.Path), pages => pages.UsePortalErrorPages());
        app.UseMiddleware<FailureMiddleware>();
        app.UseWhen(context => !IsForBrowsers(context.Request.Path), api => api.UseMiddleware<EmptyAnswerMiddleware>());
        app.UseRouting();
        app.UseListenerGate();
        app.UseWhen(
            context => context.CameThrough() == Listener.Public && !IsAdminApi(context.Request.Path),
            pages => pages.UseMiddleware<SessionMiddleware>()
        );
        app.UseWhen(
            context => context.CameThrough() == Listener.Public && IsAdminApi(context.Request.Path),
            api => api.UseMiddleware<TokenGate>()
        );
        app.UseMiddleware<AccessGate>();
    }

    private static bool IsForBrowsers(Microsoft.AspNetCore.Http.PathString path) =>
        !path.StartsWithSegments("/vpn-user-portal/api", StringComparison.Ordinal)
        && !path.StartsWithSegments(TokenEndpointMap.Path, StringComparison.Ordinal)
        && !IsAdminApi(path);

    private static bool IsAdminApi(Microsoft.AspNetCore.Http.PathString path) =>
        path.StartsWithSegments(AdminApi.Root, StringComparison.Ordinal);

    private static void AddEndpoints(WebApplication app, PortalOptions options)
    {
        app.MapWellKnown(options);
        app.MapClientApi();
        app.MapToken();
        app.MapAdminApi();
        app.MapGroup("")
            .OnlyOn(Listener.Admin, Listener.Telemetry)
            .Needs(Right.Everybody)
            .MapHealth(
                app.Services.GetRequiredService<Readiness>(),
                app.Services.GetRequiredService<MetricsCollector>()
            );
        app.MapPortalPages();
        app.MapNodeNews();
        if (options.AcmeFolder is { } folder)
        {
            app.UseStaticFiles(
                new StaticFileOptions
                {
                    RequestPath = "/.well-known/acme-challenge",
                    FileProvider = new PhysicalFileProvider(folder),
                    ServeUnknownFileTypes = true,
                    DefaultContentType = "text/plain",
                }
            );
        }
    }

    /// <summary>For people who trust a certificate of our own making.</summary>
    private static async Task WriteAuthorityAsync(
        AuthoritySet authorities,
        PortalOptions options,
        CancellationToken cancel
    )
    {
        if (options.CaFile is { } file && options.TlsCertificate is null)
        {
            await File.WriteAllTextAsync(file, authorities.Web.CertificatePem, cancel);
        }
    }
}

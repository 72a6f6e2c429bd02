using System.Net;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Portal.Features.Account;
using Holdfast.Portal.Features.ApiTokens;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Devices;
using Holdfast.Portal.Features.Factors;
using Holdfast.Portal.Features.Failover;
using Holdfast.Portal.Features.FirstSteps;
using Holdfast.Portal.Features.Health;
using Holdfast.Portal.Features.Home;
using Holdfast.Portal.Features.Import;
using Holdfast.Portal.Features.Nodes;
using Holdfast.Portal.Features.Notices;
using Holdfast.Portal.Features.OAuth;
using Holdfast.Portal.Features.Overview;
using Holdfast.Portal.Features.Portals;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Features.Sessions;
using Holdfast.Portal.Features.Settings;
using Holdfast.Portal.Features.SignIn;
using Holdfast.Portal.Features.Sources;
using Holdfast.Portal.Features.Statistics;
using Holdfast.Portal.Features.Users;
using Holdfast.Portal.Layout;
using Holdfast.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.Web.OnFakes;

/// <summary>The pages over HTTPS on a port of their own, with a <see cref="FakeWorld"/> behind them.</summary>
public sealed class PortalOnFakes : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PortalOnFakes(WebApplication app, FakeWorld world, X509Certificate2 certificate)
    {
        _app = app;
        World = world;
        Certificate = certificate;
    }

    /// <summary>To be trusted; its own authority.</summary>
    public X509Certificate2 Certificate { get; }

    public FakeWorld World { get; }

    public string Address =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    internal FakeSources Sources => (FakeSources)_app.Services.GetRequiredService<ISourceDesk>();

    internal FakeNotices Notices => (FakeNotices)_app.Services.GetRequiredService<INoticeDesk>();

    public static async Task<PortalOnFakes> StartAsync()
    {
        var world = new FakeWorld();
        var certificate = TestCertificates.For("localhost");
        var app = Build(world, certificate);
        await app.StartAsync();
        return new PortalOnFakes(app, world, certificate);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate.Dispose();
    }

    private static WebApplication Build(FakeWorld world, X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate))
        );
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddPortalPages();
        AddDesks(builder.Services, world);

        var app = builder.Build();
        app.Use(
            (context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy =
                    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
                context.User = FakeSignIn.Read(context, world)?.ToPrincipal() ?? context.User;
                return next(context);
            }
        );
        app.UsePortalErrorPages();
        app.UseRouting();
        app.MapPortalPages();
        return app;
    }

    private static void AddDesks(IServiceCollection services, FakeWorld world)
    {
        var people = new FakePeopleDesks(world);
        var administration = new FakeAdministration(world);
        var signIn = new FakeSignIn(world);
        services.AddSingleton<ISignInDesk>(signIn);
        services.AddSingleton<IProviderDesk>(signIn);
        var factors = new FakeFactors(world);
        services.AddSingleton<IFactorDesk>(factors);
        services.AddSingleton<IProofDesk>(factors);
        services.AddSingleton<IPasswordReset>(factors);
        services.AddSingleton<IPasskeyDesk>(factors);
        services.AddSingleton<IHomeDesk>(people);
        services.AddSingleton<IDeviceDesk>(people);
        services.AddSingleton<IAccountDesk>(people);
        services.AddSingleton<ISignInHistory>(new FakeSignIns());
        services.AddSingleton<IAppApproval>(people);
        services.AddSingleton<IUserDesk>(administration);
        services.AddSingleton<IImportDesk>(new FakeImport(world));
        services.AddSingleton<IProfileDesk>(administration);
        services.AddSingleton<IOverviewDesk>(administration);
        services.AddSingleton<IAuditDesk>(new FakeAudit());
        services.AddSingleton<ISessionDesk>(new FakeSessions(world));
        services.AddSingleton<IStatisticsDesk>(new FakeStatistics(world));
        services.AddSingleton<IHealthDesk>(new FakeHealth());
        services.AddSingleton<IFirstStepDesk>(new FakeFirstSteps());
        services.AddSingleton<INoticeDesk>(new FakeNotices());
        services.AddSingleton<ISourceDesk>(new FakeSources());
        services.AddSingleton<IPortalDesk>(new FakePortals());
        services.AddSingleton<IFailoverDesk>(new FakeFailover());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ITokenDesk>(new FakeTokens());
        services.AddSingleton<ISettingDesk>(administration);
        services.AddSingleton<INodesDesk>(new FakeNodes(world));
    }
}

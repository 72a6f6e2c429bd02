using Holdfast.Data;
using Holdfast.Identity.Passwords;
using Holdfast.Link.Certificates;
using Holdfast.Link.Dialing;
using Holdfast.Link.Enrolling;
using Holdfast.OAuth.Bearer;
using Holdfast.OAuth.Tokens;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Features.Account;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.ApiTokens;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.ClientApi;
using Holdfast.Portal.Features.Configurations;
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
using Holdfast.Portal.Jobs;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Notices.Conditions;
using Holdfast.Portal.Notices.Delivery;
using Holdfast.Portal.Notices.Settings;
using Holdfast.Portal.Notices.Smtp;
using Holdfast.Portal.Notices.Webhooks;
using Holdfast.Portal.Portals;
using Holdfast.Portal.Secrets;
using Holdfast.Portal.Settings;
using Holdfast.Portal.Sources.Ldap;
using Holdfast.Portal.Sources.Oidc;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Radius;
using Holdfast.Portal.Sources.Settings;
using Holdfast.Portal.Starting;
using Holdfast.Telemetry.Health;
using Holdfast.Telemetry.Metrics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Hosting;

/// <summary>Who needs whom.</summary>
internal static class PortalServices
{
    /// <summary>Each hash takes 64 MiB and most of a processor for 70 ms.</summary>
    private const int PasswordsAtOnce = 2;

    public static void AddPortal(
        this IServiceCollection services,
        PortalOptions options,
        IDatabase database,
        SecretBox box,
        AuthoritySet authorities,
        TimeProvider clock
    )
    {
        services.AddSingleton(clock).AddSingleton(options).AddSingleton(box);
        // An instance that the container did not make is not the container's to dispose.
        services.AddSingleton(database);
        AddStores(services);
        AddSecrets(services, authorities);
        services.AddSingleton(_ => new Argon2idHasher(PasswordsAtOnce, options.PasswordCost));
        AddPortals(services, clock);
        AddNodes(services);
        AddNotices(services);
        AddSources(services);
        AddFeatures(services);
        AddWeb(services);
    }

    /// <summary>Who needs a store gets it by its type.</summary>
    private static void AddStores(IServiceCollection services)
    {
        var stores = new Stores();
        foreach (var store in typeof(Stores).GetProperties())
        {
            services.AddSingleton(store.PropertyType, store.GetValue(stores)!);
        }
    }

    private static void AddSecrets(IServiceCollection services, AuthoritySet authorities) =>
        services
            .AddSingleton(authorities)
            .AddSingleton(authorities.Vpn)
            .AddSingleton(authorities.Web)
            .AddSingleton(authorities.Link)
            .AddSingleton<ILinkAuthority, LinkIssuer>()
            .AddSingleton(authorities.Tokens)
            .AddSingleton<TokenReader>()
            .AddSingleton<TokenIssuer>()
            .AddSingleton<AccessCheck>()
            .AddSingleton<Vault>()
            .AddSingleton<ServerKeys>();

    private static void AddPortals(IServiceCollection services, TimeProvider clock) =>
        services
            .AddSingleton(ThisPortal.New(clock))
            .AddSingleton<Drained>()
            .AddHostedService<PortalPresence>()
            .AddHostedService<DrainWatch>()
            .AddHostedService<ForeignChanges>();

    private static void AddNodes(IServiceCollection services)
    {
        services
            .AddSingleton<NodeRegistry>()
            .AddSingleton<NodeConfirmation>()
            .AddSingleton<DesiredStates>()
            .AddSingleton<ServiceCatalogue>()
            .AddSingleton<Division>()
            .AddSingleton<Spread>()
            .AddSingleton<NodeChoices>()
            .AddSingleton<NodeEventIntake>()
            .AddSingleton<NodeCertificates>()
            .AddSingleton<FailoverPlans>()
            .AddSingleton<MachineQuestions>()
            .AddSingleton<NodeLinkFactory>()
            .AddSingleton<Enrolment>()
            .AddSingleton(provider => new PortalCertificate(
                provider.GetRequiredService<ILinkAuthority>(),
                provider.GetRequiredService<ThisPortal>().Id,
                provider.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton(provider => new LinkDialer(
                new LinkDialerOptions
                {
                    PortalId = provider.GetRequiredService<ThisPortal>().Id,
                    Software = SoftwareVersion.Text,
                    Certificate = () => provider.GetRequiredService<PortalCertificate>().Current,
                    Authority = provider.GetRequiredService<ILinkAuthority>().Certificate,
                },
                provider.GetRequiredService<TimeProvider>()
            ))
            .AddHostedService<SpreadAtStart>()
            .AddHostedService<NodeLinks>()
            .AddHostedService<OutageWatch>()
            .AddHostedService<ConfirmationShare>()
            .AddHostedService<KeyRound>()
            .AddHostedService<FirstLinks>();
    }

    private static void AddNotices(IServiceCollection services) =>
        services
            .AddSingleton(Trust.Machine)
            .AddSingleton<SmtpSender>()
            .AddSingleton<WebhookSender>()
            .AddSingleton<NoticeBook>()
            .AddSingleton<SettingDocuments>()
            .AddSingleton<NoticeSettingsBook>()
            .AddSingleton<NoticeRouter>()
            .AddSingleton<NoticePostman>()
            .AddSingleton<NoticeMetrics>()
            .AddSingleton<NoticeViews>()
            .AddSingleton<NoticeTrials>()
            .AddSingleton<NoticeRetry>()
            .AddSingleton<ConditionSources>()
            .AddSingleton<ExpiringDevices>()
            .AddHostedService<ConditionWatch>()
            .AddHostedService<NoticeRound>();

    private static void AddSources(IServiceCollection services) =>
        services
            .AddSingleton<SourceBook>()
            .AddSingleton<LdapDialer>()
            .AddSingleton<LdapDirectory>()
            .AddSingleton<RadiusServers>()
            .AddSingleton<ProviderCache>()
            .AddSingleton<OidcProviders>()
            .AddSingleton<RefreshSeals>()
            .AddSingleton<ProviderSync>()
            .AddSingleton<ProviderTickets>()
            .AddSingleton<SourceArrival>()
            .AddSingleton<IProviderDesk, ProviderDesk>()
            .AddSingleton<PasswordSources>()
            .AddSingleton<PersonIntake>()
            .AddSingleton<SourceSync>()
            .AddSingleton<SourceRemoval>()
            .AddSingleton<SourceExpiry>()
            .AddSingleton<SourceSignIn>()
            .AddSingleton<ChallengeTickets>()
            .AddSingleton<PasswordProof>()
            .AddSingleton<FailurePace>()
            .AddSingleton<SourceViews>()
            .AddSingleton<SourceTrials>()
            .AddSingleton<ISourceDesk, SourceDesk>()
            .AddHostedService<SourceRound>();

    private static void AddFeatures(IServiceCollection services) =>
        services
            .AddSingleton<AuditLog>()
            .AddSingleton<AuditChain>()
            .AddSingleton<AuditDesk>()
            .AddSingleton<IAuditDesk>(provider => provider.GetRequiredService<AuditDesk>())
            .AddSingleton<PortalSettings>()
            .AddSingleton<SettingCommands>()
            .AddSingleton<ProfileCatalogue>()
            .AddSingleton<ProfileCommands>()
            .AddSingleton<UserAccess>()
            .AddSingleton<UserCommands>()
            .AddSingleton<AttemptCounts>()
            .AddSingleton<BrowserSessions>()
            .AddSingleton<FactorCheck>()
            .AddSingleton<FactorAddition>()
            .AddSingleton<FactorRemoval>()
            .AddSingleton<FormTickets>()
            .AddSingleton<FactorCommands>()
            .AddSingleton<PasskeyRequests>()
            .AddSingleton<PasskeyCheck>()
            .AddSingleton<NodeCommands>()
            .AddSingleton<NodeSteering>()
            .AddSingleton<FailoverChecks>()
            .AddSingleton<FailoverCommands>()
            .AddSingleton<FailoverViews>()
            .AddSingleton<PortalSteering>()
            .AddSingleton<NodeNews>()
            .AddSingleton<ConfigurationReserver>()
            .AddSingleton<ConfigurationIssuer>()
            .AddSingleton<RemoveConfigurations>()
            .AddSingleton<SessionCommands>()
            .AddSingleton<ClientFileWriter>()
            .AddSingleton<AppRegistry>()
            .AddSingleton<ApproveApp>()
            .AddSingleton<TokenExchange>()
            .AddSingleton<BearerGate>()
            .AddSingleton<InfoEndpoint>()
            .AddSingleton<ConnectEndpoint>()
            .AddSingleton<DisconnectEndpoint>()
            .AddSingleton<FirstStart>()
            .AddSingleton<FormKeys>()
            .AddSingleton<FirstPassword>()
            .AddSingleton<Forgetting>()
            .AddHostedService<Housekeeping>()
            .AddHostedService<StatisticsRound>();

    private static void AddWeb(IServiceCollection services)
    {
        services
            .AddSingleton<IAccountDesk, AccountDesk>()
            .AddSingleton<IDeviceDesk, DeviceDesk>()
            .AddSingleton<IFactorDesk, FactorDesk>()
            .AddSingleton<IProofDesk, ProofDesk>()
            .AddSingleton<IPasswordReset, PasswordReset>()
            .AddSingleton<IPasskeyDesk, PasskeyDesk>()
            .AddSingleton<IFailoverDesk, FailoverDesk>()
            .AddSingleton<BackupNotes>()
            .AddSingleton<IFirstStepDesk, FirstStepDesk>()
            .AddSingleton<IHealthDesk, HealthDesk>()
            .AddSingleton<IHomeDesk, HomeDesk>()
            .AddSingleton<IImportDesk, ImportDesk>()
            .AddSingleton<NodesWithoutRoom>()
            .AddSingleton<NotYetCutOff>()
            .AddSingleton<INodesDesk, NodesDesk>()
            .AddSingleton<IOverviewDesk, OverviewDesk>()
            .AddSingleton<ISessionDesk, SessionDesk>()
            .AddSingleton<INoticeDesk, NoticeDesk>()
            .AddSingleton<IPortalDesk, PortalDesk>()
            .AddSingleton<IProfileDesk, ProfileDesk>()
            .AddSingleton<ISettingDesk, SettingDesk>()
            .AddSingleton<ISignInDesk, SignInDesk>()
            .AddSingleton<ISignInHistory, SignInHistory>()
            .AddSingleton<IStatisticsDesk, StatisticsDesk>()
            .AddSingleton<ITokenDesk, TokenDesk>()
            .AddSingleton<IUserDesk, UserDesk>()
            .AddSingleton<IAppApproval, AppApproval>()
            .AddSingleton<TlsCertificates>()
            .AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<Drained>())
            .AddSingleton<IReadinessCheck, ServingCheck>()
            .AddSingleton<Readiness>()
            .AddSingleton<RequestsUnderWay>()
            .AddSingleton<MetricsCollector>(_ => new MetricsCollector(meter =>
                meter.StartsWith("Holdfast.", StringComparison.Ordinal)
            ))
            .AddSingleton<PortalMetrics>()
            .AddSingleton<SealedKeyRepository>();
        services.AddPortalPages();
        services.AddApiDocument();
        services.AddDataProtection().SetApplicationName("holdfast");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<SealedKeyRepository>((keys, repository) => keys.XmlRepository = repository);
    }
}

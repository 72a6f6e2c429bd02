using Holdfast.Data.ApiTokens;
using Holdfast.Data.Apps;
using Holdfast.Data.Audit;
using Holdfast.Data.AuthorizationCodes;
using Holdfast.Data.Authorizations;
using Holdfast.Data.Configurations;
using Holdfast.Data.DataProtection;
using Holdfast.Data.Epochs;
using Holdfast.Data.Factors;
using Holdfast.Data.Failover;
using Holdfast.Data.Leases;
using Holdfast.Data.Nodes;
using Holdfast.Data.Notices;
using Holdfast.Data.Outboxes;
using Holdfast.Data.Portals;
using Holdfast.Data.Profiles;
using Holdfast.Data.Secrets;
using Holdfast.Data.Sessions;
using Holdfast.Data.Settings;
using Holdfast.Data.Sources;
using Holdfast.Data.Statistics;
using Holdfast.Data.Throttles;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;

namespace Holdfast.Data;

/// <summary>
/// All stores: the one list of them, from which the portal takes its services. They hold no state; every method gets the unit of work in
/// which it happens.
/// </summary>
public sealed class Stores
{
    public Stores() => Configurations = new ConfigurationStore(Slots, Placements);

    public ApiTokenStore ApiTokens { get; } = new();

    public AppStore Apps { get; } = new();

    public AuditStore Audit { get; } = new();

    public AuthenticatorStore Authenticators { get; } = new();

    public AuthorizationCodeStore AuthorizationCodes { get; } = new();

    public AuthorizationStore Authorizations { get; } = new();

    public ConfigurationStore Configurations { get; }

    public DataProtectionKeyStore DataProtectionKeys { get; } = new();

    public EpochStore Epochs { get; } = new();

    public FailoverGroupStore FailoverGroups { get; } = new();

    public LeaseStore Leases { get; } = new();

    public NodeConfirmationStore NodeConfirmations { get; } = new();

    public NodeOutageStore NodeOutages { get; } = new();

    public NodeStore Nodes { get; } = new();

    public NoticeConditionStore NoticeConditions { get; } = new();

    public NoticeDeliveryStore NoticeDeliveries { get; } = new();

    public NoticeStore Notices { get; } = new();

    public OutboxStore Outboxes { get; } = new();

    public PasskeyStore Passkeys { get; } = new();

    public PartStore Parts { get; } = new();

    public PlacementStore Placements { get; } = new();

    public PortalStore Portals { get; } = new();

    public ProfileStore Profiles { get; } = new();

    public RecoveryCodeStore RecoveryCodes { get; } = new();

    public ResetLinkStore ResetLinks { get; } = new();

    public SecretStore Secrets { get; } = new();

    public SessionStore Sessions { get; } = new();

    public SettingStore Settings { get; } = new();

    public SliceStore Slices { get; } = new();

    public SlotStore Slots { get; } = new();

    public SourceLookStore SourceLooks { get; } = new();

    public SourcePersonStore SourcePeople { get; } = new();

    public SpentChallengeStore SpentChallenges { get; } = new();

    public StatisticsStore Statistics { get; } = new();

    public ThrottleStore Throttles { get; } = new();

    public UsedCodeStore UsedCodes { get; } = new();

    public UserStore Users { get; } = new();

    public WebSessionStore WebSessions { get; } = new();
}

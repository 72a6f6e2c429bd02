using Holdfast.Identity.Factors;

namespace Holdfast.Portal.Settings;

/// <summary>Settings that all portals share. What each may be: <see cref="SettingCatalogue"/>.</summary>
public sealed record PortalSettingValues
{
    public static readonly PortalSettingValues Defaults = new();

    /// <summary>Of an authorization and of what is made by hand, from approval to end. At least a minute.</summary>
    public TimeSpan SessionExpiry { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Of an access token; the app then uses its refresh token.</summary>
    public TimeSpan AccessTokenLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a refresh token just used gives the same answer again.</summary>
    public TimeSpan RefreshGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long after its end a session is kept, and a configuration after it was removed.</summary>
    public TimeSpan SessionHistory { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long entries of the audit log are kept.</summary>
    public TimeSpan AuditHistory { get; init; } = TimeSpan.FromDays(730);

    /// <summary>Configurations a person may have from apps; the oldest gives way. 0: none.</summary>
    public int ApiConfigurations { get; init; } = 3;

    /// <summary>Configurations a person may have made by hand; a further one is refused. 0: none.</summary>
    public int ManualConfigurations { get; init; } = 3;

    /// <summary>The <c>iss</c> of authorization answers; null: the portal's public address.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whose role demands a second factor.</summary>
    public FactorDemand SecondFactor { get; init; } = FactorDemand.Nobody;

    /// <summary>Whose members must have a second factor; names with commas between.</summary>
    public string SecondFactorGroups { get; init; } = "";

    /// <summary>Who must have a second factor.</summary>
    public FactorRule FactorRule() =>
        new(SecondFactor, SecondFactorGroups.Split(", ", StringSplitOptions.RemoveEmptyEntries));
}

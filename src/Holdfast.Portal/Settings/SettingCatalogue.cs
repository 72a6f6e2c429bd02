namespace Holdfast.Portal.Settings;

/// <summary>All settings that can be changed. To add one: a member of <see cref="PortalSettingValues"/>, a line here, and its row in docs/operations/settings.md.</summary>
public static class SettingCatalogue
{
    private const int MostConfigurations = 1000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>How long things last.</summary>
    public static readonly IReadOnlyList<PortalSetting> Times =
    [
        new DurationSetting(
            "sessionExpiry",
            "Session length",
            "From the approval of an app, or from setting up a device by hand, to the end; then the person signs in again. "
                + "What exists keeps the end it has. 1m to 3650d.",
            Minute,
            TimeSpan.FromDays(3650),
            values => values.SessionExpiry,
            (values, duration) => values with { SessionExpiry = duration }
        ),
        new DurationSetting(
            "accessTokenLife",
            "Life of an access token",
            "How long an app works with one token before it fetches the next. Tokens that exist keep the end they have. 1m to 1d.",
            Minute,
            TimeSpan.FromDays(1),
            values => values.AccessTokenLife,
            (values, duration) => values with { AccessTokenLife = duration }
        ),
        new DurationSetting(
            "refreshGrace",
            "Grace of a used refresh token",
            "How long a refresh token just used gives the same answer again, for apps whose answer got lost. 0s to 10m.",
            TimeSpan.Zero,
            TimeSpan.FromMinutes(10),
            values => values.RefreshGrace,
            (values, duration) => values with { RefreshGrace = duration }
        ),
        new DurationSetting(
            "sessionHistory",
            "History of sessions",
            "How long it is kept who was connected, when, from where and with which address. 1d to 3650d.",
            TimeSpan.FromDays(1),
            TimeSpan.FromDays(3650),
            values => values.SessionHistory,
            (values, duration) => values with { SessionHistory = duration }
        ),
        new DurationSetting(
            "auditHistory",
            "History of changes",
            "How long the audit log keeps who has changed what. 30d to 3650d.",
            TimeSpan.FromDays(30),
            TimeSpan.FromDays(3650),
            values => values.AuditHistory,
            (values, duration) => values with { AuditHistory = duration }
        ),
    ];

    /// <summary>How many configurations somebody may have.</summary>
    public static readonly IReadOnlyList<PortalSetting> Limits =
    [
        new CountSetting(
            "apiConfigurations",
            "Configurations from apps",
            "How many a person may have; one more ends the oldest. 0: apps get none. At most 1000.",
            MostConfigurations,
            values => values.ApiConfigurations,
            (values, count) => values with { ApiConfigurations = count }
        ),
        new CountSetting(
            "manualConfigurations",
            "Configurations made by hand",
            "How many a person may have; one more is refused. 0: nobody sets up a device by hand. At most 1000.",
            MostConfigurations,
            values => values.ManualConfigurations,
            (values, count) => values with { ManualConfigurations = count }
        ),
    ];

    /// <summary>What apps are told.</summary>
    public static readonly IReadOnlyList<PortalSetting> Identity =
    [
        new IssuerSetting(
            "issuer",
            "Issuer",
            "What apps are told that their authorization comes from (iss, RFC 9207), such as https://vpn.example.org. "
                + "Empty: the portal’s public address."
        ),
    ];

    /// <summary>Who must have a second factor.</summary>
    public static readonly IReadOnlyList<PortalSetting> Factors =
    [
        new DemandSetting(
            "secondFactor",
            "Second factor required of",
            "nobody, administrators (and everybody else who is more than a user) or everybody. Who has none is led to add one at the next page, and does nothing else before."
        ),
        new GroupsSetting(
            "secondFactorGroups",
            "… and of members of these groups",
            "Whatever their role. Names with commas between."
        ),
    ];

    public static readonly IReadOnlyList<PortalSetting> All = [.. Times, .. Limits, .. Factors, .. Identity];

    /// <param name="name">As JSON and forms call it.</param>
    public static PortalSetting? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);
}

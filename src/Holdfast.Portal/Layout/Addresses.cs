namespace Holdfast.Portal.Layout;

/// <summary>Addresses of pages.</summary>
public static class Addresses
{
    public const string Home = "/";
    public const string Guide = "/guide";
    public const string Account = "/account";
    public const string SignIns = "/account/sign-ins";
    public const string Overview = "/admin";
    public const string Users = "/admin/users";
    public const string NewUser = "/admin/users/new";
    public const string ImportUsers = "/admin/users/import";
    public const string Profiles = "/admin/profiles";
    public const string NewProfile = "/admin/profiles/new";
    public const string Nodes = "/admin/nodes";
    public const string Failover = "/admin/failover";
    public const string Sessions = "/admin/sessions";
    public const string WhoHad = "/admin/sessions/who-had";
    public const string Statistics = "/admin/statistics";
    public const string StatisticsExport = "/admin/statistics/export";
    public const string Health = "/admin/health";
    public const string Audit = "/admin/audit";
    public const string AuditExport = "/admin/audit/export";
    public const string Portals = "/admin/portals";
    public const string Settings = "/admin/settings";
    public const string Notices = "/admin/notices";
    public const string NewWebhook = "/admin/notices/webhooks/new";
    public const string ApiTokens = "/admin/tokens";
    public const string Sources = "/admin/sources";
    public const string NewSource = "/admin/sources/new";
    public const string NewRadiusSource = "/admin/sources/radius/new";
    public const string NewOidcSource = "/admin/sources/oidc/new";
    public const string SignOut = "/sign-out";

    /// <summary>Longer ones are forgotten; a real authorization request has some 400 characters.</summary>
    private const int LongestReturn = 4000;

    /// <summary>The second step of signing in.</summary>
    public static string SecondStep(string returnTo) => "/sign-in/second" + Returning(returnTo);

    /// <summary>Asks again who it is.</summary>
    public static string Confirm(string returnTo) => "/account/confirm" + Returning(returnTo);

    public static string Factors(string returnTo) => "/account/factors" + Returning(returnTo);

    public static string NewApp(string returnTo) => "/account/factors/app" + Returning(returnTo);

    public static string NewPasskey(string returnTo) => "/account/factors/passkey" + Returning(returnTo);

    public static string ResetPassword(string token) => $"/reset-password?token={token}";

    public static string SignIn(string returnTo) => "/sign-in" + Returning(returnTo);

    /// <summary>The way to a provider, where one signs in.</summary>
    public static string AtProvider(Guid sourceId, string returnTo) => $"/sign-in/at/{sourceId}" + Returning(returnTo);

    /// <summary>The same, where the provider must ask again who it is.</summary>
    public static string AnewAtProvider(Guid sourceId, string returnTo) =>
        Query.Append(
            $"/sign-in/at/{sourceId}",
            ("returnTo", Local(returnTo) == Home ? null : returnTo),
            ("anew", "true")
        );

    /// <summary>Where a provider sends people back to.</summary>
    public static string BackFromProvider(Guid sourceId) => $"/sign-in/at/{sourceId}/back";

    public static string Password(string returnTo) => "/account/password" + Returning(returnTo);

    public static string NewDevice(string profileId) => $"/devices/new/{Uri.EscapeDataString(profileId)}";

    public static string User(Guid id) => $"/admin/users/{id}";

    public static string Profile(string id) => $"/admin/profiles/{Uri.EscapeDataString(id)}";

    public static string Node(string id) => $"/admin/nodes/{Uri.EscapeDataString(id)}";

    public static string Webhook(Guid id) => $"/admin/notices/webhooks/{id}";

    public static string RadiusSource(Guid id) => $"/admin/sources/radius/{id}";

    public static string OidcSource(Guid id) => $"/admin/sources/oidc/{id}";

    public static string Source(Guid id) => $"/admin/sources/{id}";

    /// <summary>The path to go back to, or the home page when it would lead away from the portal.</summary>
    public static string Local(string? returnTo) =>
        returnTo is { Length: > 0 and <= LongestReturn } && IsLocal(returnTo) ? returnTo : Home;

    private static string Returning(string returnTo) =>
        Local(returnTo) == Home ? "" : $"?returnTo={Uri.EscapeDataString(returnTo)}";

    /// <summary>
    /// A path on this host. Browsers take <c>//host</c> and <c>/\host</c> for another host, and drop tabs and line ends before they look.
    /// </summary>
    private static bool IsLocal(string path) =>
        path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(char.IsControl);
}

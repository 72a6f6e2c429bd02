namespace Holdfast.OAuth.Clients;

/// <summary>The apps that exist in the world and are known from the start.</summary>
public static class KnownApps
{
    public static readonly IReadOnlyList<AppSet> AllSets = [AppSet.EduVpn, AppSet.LetsConnect, AppSet.GovVpn];

    private static readonly string[] Loopback =
    [
        $"http://127.0.0.1:{RedirectUriPattern.Port}/callback",
        $"http://[::1]:{RedirectUriPattern.Port}/callback",
    ];

    /// <summary>The five apps of one set: Windows, Linux, macOS, iOS, Android.</summary>
    public static IReadOnlyList<OAuthClient> Of(AppSet set)
    {
        var (prefix, name) = Names(set);
        return
        [
            Desktop($"{prefix}.windows", $"{name} for Windows"),
            Desktop($"{prefix}.linux", $"{name} for Linux"),
            Desktop($"{prefix}.macos", $"{name} for macOS", $"{prefix}.macos:/api/callback"),
            Mobile($"{prefix}.ios", $"{name} for iOS", $"{prefix}.ios:/api/callback"),
            // The scheme without ".android" is a mistake of long ago that apps in use still make.
            Mobile(
                $"{prefix}.android",
                $"{name} for Android",
                $"{prefix}:/api/callback",
                $"{prefix}.android:/api/callback"
            ),
        ];
    }

    private static (string Prefix, string Name) Names(AppSet set) =>
        set switch
        {
            AppSet.EduVpn => ("org.eduvpn.app", "eduVPN"),
            AppSet.LetsConnect => ("org.letsconnect-vpn.app", "Let's Connect!"),
            AppSet.GovVpn => ("org.govvpn.app", "govVPN"),
            _ => throw new ArgumentOutOfRangeException(nameof(set)),
        };

    private static OAuthClient Desktop(string id, string name, params string[] schemes) =>
        new(id, name, Patterns([.. schemes, .. Loopback]), [ResponseMode.Query, ResponseMode.FormPost]);

    private static OAuthClient Mobile(string id, string name, params string[] schemes) =>
        new(id, name, Patterns(schemes), [ResponseMode.Query]);

    private static RedirectUriPattern[] Patterns(IEnumerable<string> uris) =>
        [.. uris.Select(uri => new RedirectUriPattern(uri))];
}

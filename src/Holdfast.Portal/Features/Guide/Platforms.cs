namespace Holdfast.Portal.Features.Guide;

/// <summary>All platforms, and which of them a browser runs on.</summary>
public static class Platforms
{
    private const string App = "Let’s Connect!";
    private const string WireGuard = "https://www.wireguard.com/install/";

    public static readonly IReadOnlyList<Platform> All =
    [
        new(
            "windows",
            "Windows",
            App,
            "https://app.letsconnect-vpn.org/windows/LetsConnectClient_latest.exe",
            "Download",
            WireGuard,
            "OpenVPN Connect"
        ),
        new(
            "macos",
            "Mac",
            App,
            "https://apps.apple.com/app/lets-connect-vpn/id1486810037",
            "Mac App Store",
            WireGuard,
            "Tunnelblick or OpenVPN Connect"
        ),
        new(
            "ios",
            "iPhone and iPad",
            App,
            "https://apps.apple.com/app/lets-connect-vpn/id1449261843",
            "App Store",
            WireGuard,
            "OpenVPN Connect",
            HasCamera: true
        ),
        new(
            "android",
            "Android",
            App,
            "https://play.google.com/store/apps/details?id=org.letsconnect_vpn.app",
            "Google Play",
            WireGuard,
            "OpenVPN for Android",
            HasCamera: true
        ),
        new(
            "linux",
            "Linux",
            App,
            "https://app.letsconnect-vpn.org/",
            "Packages",
            WireGuard,
            "NetworkManager or openvpn"
        ),
    ];

    /// <summary>In this order: some claim to be others, too.</summary>
    private static readonly (string Mark, string Id)[] Marks =
    [
        ("iPhone", "ios"),
        ("iPad", "ios"),
        ("Android", "android"),
        ("Windows", "windows"),
        ("Macintosh", "macos"),
        ("Linux", "linux"),
    ];

    /// <param name="wanted">As it stood in the address; null or unknown: what the browser runs on.</param>
    /// <param name="userAgent">What the browser says of itself.</param>
    /// <returns>Null: not known, and none was wanted.</returns>
    public static Platform? Choose(string? wanted, string userAgent) =>
        All.FirstOrDefault(platform => platform.Id == wanted)
        ?? All.FirstOrDefault(platform =>
            platform.Id
            == Marks.FirstOrDefault(mark => userAgent.Contains(mark.Mark, StringComparison.OrdinalIgnoreCase)).Id
        );
}

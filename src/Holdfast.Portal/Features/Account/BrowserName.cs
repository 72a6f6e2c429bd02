namespace Holdfast.Portal.Features.Account;

/// <summary>What a browser calls itself, in words that its owner knows: “Firefox on Linux”.</summary>
public static class BrowserName
{
    private const string Unknown = "A browser";

    /// <summary>In this order: most browsers also claim to be others.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "a Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    public static string Of(string userAgent)
    {
        var browser = First(Browsers, userAgent) ?? Unknown;
        return First(Systems, userAgent) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? First((string Mark, string Name)[] known, string userAgent) =>
        known
            .Where(one => userAgent.Contains(one.Mark, StringComparison.Ordinal))
            .Select(one => one.Name)
            .FirstOrDefault();
}

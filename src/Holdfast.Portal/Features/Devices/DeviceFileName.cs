namespace Holdfast.Portal.Features.Devices;

/// <summary>Names of downloaded files: what every system takes, and short enough for a network interface (<c>wg-quick</c> makes one of it).</summary>
public static class DeviceFileName
{
    /// <summary>Linux allows an interface 15 characters.</summary>
    private const int Longest = 15;

    public static string Of(string profileId, string deviceName)
    {
        var text = string.Concat(
            $"{profileId}-{deviceName}".ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')
        );
        var joined = string.Join('-', text.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return joined.Length == 0 ? "holdfast" : joined[..Math.Min(Longest, joined.Length)].TrimEnd('-');
    }
}

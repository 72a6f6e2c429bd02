namespace Holdfast.Model.Profiles.Validation;

/// <summary>Bounds of what we accept. Those without a source are ours and may be raised.</summary>
internal static class Limits
{
    public const int Profiles = 500;
    public const int ListEntries = 200;
    public const int NameLength = 100;
    public const int IdLength = 32;

    public const int FurtherUnits = 15;

    public const int MostProcesses = 64;
    public const int Priority = 1000;

    /// <summary>IPv6 needs packets of this size to pass (RFC 8200, section 5).</summary>
    public const int SmallestMtu = 1280;

    public const int LargestMtu = 9000;

    /// <summary>Seconds.</summary>
    public const int LongestPing = 60;

    /// <summary>Seconds.</summary>
    public const int LongestPingRestart = 300;

    public const int ShortestPrefix4 = 8;
    public const int LongestPrefix4 = 28;

    /// <summary>OpenVPN takes /64 to /124 for its tunnel.</summary>
    public const int ShortestPrefix6 = 64;

    public const int LongestPrefix6 = 112;

    /// <summary>Network, gateway, broadcast and at least five clients for one OpenVPN process.</summary>
    public const int LongestProcessPrefix4 = 29;
}

namespace Holdfast.Portal.Nodes;

/// <summary>Names and addresses under which machines are reached. What passes is safe in a line of a configuration file.</summary>
internal static class HostNames
{
    private const int Longest = 253;

    public static bool IsHost(string name) =>
        name.Length is > 0 and <= Longest
        && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;
}

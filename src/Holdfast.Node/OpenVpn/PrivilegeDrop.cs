using System.Globalization;

namespace Holdfast.Node.OpenVpn;

/// <summary>
/// Whether a child of ours can give up its rights by itself: change user and group, and shut itself into a folder. Root can; a node
/// that runs as a system user with few capabilities cannot, and its children have no more than those.
/// </summary>
internal static class PrivilegeDrop
{
    /// <summary>CAP_SETGID, CAP_SETUID and CAP_SYS_CHROOT as bits of <c>CapEff</c> in <c>/proc/self/status</c> (capabilities(7)).</summary>
    private const ulong Needed = (1UL << 6) | (1UL << 7) | (1UL << 18);

    public static bool IsPossible() =>
        Environment.IsPrivilegedProcess && (Effective(File.ReadLines("/proc/self/status")) & Needed) == Needed;

    internal static ulong Effective(IEnumerable<string> status)
    {
        const string name = "CapEff:";
        var line = status.FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
        return ulong.TryParse(
            line?[name.Length..].Trim(),
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture,
            out var c
        )
            ? c
            : 0;
    }
}

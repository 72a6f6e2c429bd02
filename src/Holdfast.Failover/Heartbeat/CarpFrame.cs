namespace Holdfast.Failover.Heartbeat;

/// <summary>
/// CARP shares protocol number 112 with VRRP:
/// <code>0 version 2, type 1 (0x21)   1 VHID   2 advskew   3 authlen 7   4 pad   5 advbase   6 checksum   8 counter (8)   16 HMAC-SHA1 (20)</code>
/// </summary>
internal static class CarpFrame
{
    private const int Length = 36;
    private const byte VersionAndType = 0x21;
    private const byte AuthenticationWords = 7;

    public static bool Is(ReadOnlySpan<byte> payload) =>
        payload.Length == Length && payload[0] == VersionAndType && payload[3] == AuthenticationWords;

    /// <summary>The number of its virtual host, from 1 to 255. It has the same Ethernet address as VRRP's router of that number.</summary>
    /// <param name="frame">A CARP frame.</param>
    public static byte HostId(ReadOnlySpan<byte> frame) => frame[1];
}

namespace Holdfast.Failover.Heartbeat;

/// <summary>
/// RFC 9568 section 5.1:
/// <code>
///  0 version 3 (4 bits), type (4 bits)    1 VRID    2 priority    3 number of addresses
///  4 reserved (4 bits), interval in centiseconds (12 bits)        6 checksum
///  8 addresses, 4 or 16 bytes each
/// </code>
/// </summary>
internal static class VrrpFormat
{
    public const int Version = 3;
    public const int HeaderLength = 8;
    public const int ChecksumOffset = 6;
    public const int MaximumCentiseconds = 4095;
    public const int HopLimit = 255;
    public const byte ProtocolNumber = 112;
    public const int MaximumLength = HeaderLength + (255 * 16);

    /// <summary>Ours: a unit with more addresses than this is a mistake.</summary>
    public const int MaximumSentAddresses = 32;

    public static ReadOnlySpan<byte> MulticastV4 => [224, 0, 0, 18];

    public static int AddressLength(IpFamily family) => family == IpFamily.V4 ? 4 : 16;
}

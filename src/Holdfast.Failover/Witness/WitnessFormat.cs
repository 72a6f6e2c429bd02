namespace Holdfast.Failover.Witness;

/// <summary>
/// Layout of all datagrams, most significant byte first. All have one length, so that no answer is longer than its question.
/// <code>
///  0 'W' 'H'   2 version   3 kind   4 key id   5 VRID   6 member   7 verdict
///  8 group (16)   24 instance (16)   40 boot   48 counter
/// 56 fence   64 floor   72 length in ms (4)   76 holder   77 reserved (3)
/// 80 HMAC-SHA256 over what is before it
/// </code>
/// </summary>
public static class WitnessFormat
{
    public const int Length = 112;

    public const byte Version = 1;

    /// <summary>Arbitrary; the neighbour of the heartbeats in UDP.</summary>
    public const int DefaultPort = 3113;

    internal const int VersionOffset = 2;
    internal const int KindOffset = 3;
    internal const int KeyOffset = 4;
    internal const int VridOffset = 5;
    internal const int MemberOffset = 6;
    internal const int VerdictOffset = 7;
    internal const int GroupOffset = 8;
    internal const int InstanceOffset = 24;
    internal const int BootOffset = 40;
    internal const int CounterOffset = 48;
    internal const int FenceOffset = 56;
    internal const int FloorOffset = 64;
    internal const int LengthOffset = 72;
    internal const int HolderOffset = 76;
    internal const int MacOffset = 80;

    /// <summary>Begins what the MAC covers, which no heartbeat's input begins with: that is 4 or 6.</summary>
    internal static ReadOnlySpan<byte> Magic => "WH"u8;
}

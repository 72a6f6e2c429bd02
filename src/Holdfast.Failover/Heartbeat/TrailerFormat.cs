namespace Holdfast.Failover.Heartbeat;

/// <summary>
/// Ours, behind the VRRP message; see docs/protocols/heartbeat.md. Most significant byte first.
/// <code>
///  0 type 'H'      1 version 1     2 key id        3 flags
///  4 member        5 path          6 successor     7 member of the epoch
///  8 member of the highest epoch   9 reserved (7)
/// 16 term of the epoch (8)        24 term of the highest epoch (8)
/// 32 boot (8)                     40 counter (8)
/// 48 position (8)                 56 HMAC-SHA256 (32)
/// </code>
/// Flags: role (bits 0 to 2), healthy (3), holds the addresses (4), standing of the database (5 and 6), ready (7).
/// </summary>
internal static class TrailerFormat
{
    public const byte Type = (byte)'H';
    public const byte Version = 1;
    public const int Length = 88;
    public const int MacOffset = 56;
    public const int MacLength = 32;

    public const int RoleMask = 0b111;
    public const int HealthyFlag = 1 << 3;
    public const int HoldsFlag = 1 << 4;
    public const int StandingShift = 5;
    public const int ReadyFlag = 1 << 7;
}

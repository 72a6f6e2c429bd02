using System.Buffers.Binary;

namespace Holdfast.Node.WireGuard.Probing;

/// <summary>Moments as WireGuard compares them (TAI64N), each greater than the one before, also when the clock is set back. From one thread.</summary>
internal sealed class Tai64n(TimeProvider time)
{
    public const int Length = 12;

    /// <summary>Second 0 of Unix time in TAI64, without leap seconds, as all implementations of WireGuard have it.</summary>
    private const ulong Epoch = 0x4000_0000_0000_000A;

    private long _last;

    public byte[] Next()
    {
        var ticks = time.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        _last = Math.Max(ticks, _last + 1);
        var label = new byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(label, Epoch + (ulong)(_last / TimeSpan.TicksPerSecond));
        var nanoseconds = _last % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick;
        BinaryPrimitives.WriteUInt32BigEndian(label.AsSpan(8), (uint)nanoseconds);
        return label;
    }
}

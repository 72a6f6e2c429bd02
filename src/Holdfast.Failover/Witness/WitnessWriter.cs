using System.Buffers.Binary;
using System.Security.Cryptography;
using Holdfast.Failover.Heartbeat;

namespace Holdfast.Failover.Witness;

/// <summary>Writes datagrams to and from a witness.</summary>
public static class WitnessWriter
{
    /// <param name="into">At least <see cref="WitnessFormat.Length"/> bytes.</param>
    /// <returns>The datagram.</returns>
    public static Span<byte> Write(WitnessMessage message, HeartbeatKey key, Span<byte> into)
    {
        var packet = into[..WitnessFormat.Length];
        packet.Clear();
        WriteHead(message, key, packet);
        message.Group.TryWriteBytes(packet[WitnessFormat.GroupOffset..], bigEndian: true, out _);
        message.Instance.TryWriteBytes(packet[WitnessFormat.InstanceOffset..], bigEndian: true, out _);
        BinaryPrimitives.WriteUInt64BigEndian(packet[WitnessFormat.BootOffset..], message.Number.Boot);
        BinaryPrimitives.WriteUInt64BigEndian(packet[WitnessFormat.CounterOffset..], message.Number.Counter);
        BinaryPrimitives.WriteInt64BigEndian(packet[WitnessFormat.FenceOffset..], message.Fence);
        BinaryPrimitives.WriteInt64BigEndian(packet[WitnessFormat.FloorOffset..], message.Floor);
        BinaryPrimitives.WriteUInt32BigEndian(packet[WitnessFormat.LengthOffset..], Milliseconds(message.Length));
        packet[WitnessFormat.HolderOffset] = message.Holder.Value;
        HMACSHA256.HashData(key.Secret, packet[..WitnessFormat.MacOffset], packet[WitnessFormat.MacOffset..]);
        return packet;
    }

    private static void WriteHead(WitnessMessage message, HeartbeatKey key, Span<byte> packet)
    {
        WitnessFormat.Magic.CopyTo(packet);
        packet[WitnessFormat.VersionOffset] = WitnessFormat.Version;
        packet[WitnessFormat.KindOffset] = (byte)message.Kind;
        packet[WitnessFormat.KeyOffset] = key.Id;
        packet[WitnessFormat.VridOffset] = message.Vrid;
        packet[WitnessFormat.MemberOffset] = message.Member.Value;
        packet[WitnessFormat.VerdictOffset] = (byte)message.Verdict;
    }

    /// <summary>Rounded up: who waits for so long does not ask too early.</summary>
    private static uint Milliseconds(TimeSpan length) =>
        (uint)Math.Clamp(Math.Ceiling(length.TotalMilliseconds), 0, uint.MaxValue);
}

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Witness;

/// <summary>Reads datagrams to and from a witness. Total: any bytes give a message or a refusal, and what is not authentic gives none.</summary>
public static class WitnessReader
{
    /// <param name="keysOf">Of a group; null: not known here.</param>
    /// <param name="keyId">With which it was authenticated; the answer has the same.</param>
    /// <returns>False: it is from nobody whom we know.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> packet,
        Func<Guid, HeartbeatKeys?> keysOf,
        [NotNullWhen(true)] out WitnessMessage? message,
        out byte keyId
    )
    {
        (message, keyId) = (null, 0);
        if (
            packet.Length != WitnessFormat.Length
            || !packet.StartsWith(WitnessFormat.Magic)
            || packet[WitnessFormat.VersionOffset] != WitnessFormat.Version
        )
        {
            return false;
        }

        keyId = packet[WitnessFormat.KeyOffset];
        var group = new Guid(packet.Slice(WitnessFormat.GroupOffset, 16), bigEndian: true);
        if (keysOf(group)?.Find(keyId) is not { } key || !IsAuthentic(packet, key))
        {
            return false;
        }

        message = Read(packet, group);
        return IsPossible(message);
    }

    private static bool IsAuthentic(ReadOnlySpan<byte> packet, HeartbeatKey key)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Secret, packet[..WitnessFormat.MacOffset], mac);
        return CryptographicOperations.FixedTimeEquals(mac, packet[WitnessFormat.MacOffset..]);
    }

    private static WitnessMessage Read(ReadOnlySpan<byte> packet, Guid group) =>
        new()
        {
            Kind = (WitnessKind)packet[WitnessFormat.KindOffset],
            Verdict = (WitnessVerdict)packet[WitnessFormat.VerdictOffset],
            Group = group,
            Vrid = packet[WitnessFormat.VridOffset],
            Member = new MemberId(packet[WitnessFormat.MemberOffset]),
            Instance = new Guid(packet.Slice(WitnessFormat.InstanceOffset, 16), bigEndian: true),
            Number = new Sequence(
                BinaryPrimitives.ReadUInt64BigEndian(packet[WitnessFormat.BootOffset..]),
                BinaryPrimitives.ReadUInt64BigEndian(packet[WitnessFormat.CounterOffset..])
            ),
            Fence = BinaryPrimitives.ReadInt64BigEndian(packet[WitnessFormat.FenceOffset..]),
            Floor = BinaryPrimitives.ReadInt64BigEndian(packet[WitnessFormat.FloorOffset..]),
            Length = TimeSpan.FromMilliseconds(
                BinaryPrimitives.ReadUInt32BigEndian(packet[WitnessFormat.LengthOffset..])
            ),
            Holder = new MemberId(packet[WitnessFormat.HolderOffset]),
        };

    private static bool IsPossible(WitnessMessage message) =>
        message.Kind is WitnessKind.Ask or WitnessKind.Release or WitnessKind.Look or WitnessKind.Answer
        && message.Verdict <= WitnessVerdict.Seen
        && (message.Kind == WitnessKind.Answer) == (message.Verdict != WitnessVerdict.None)
        && message.Vrid != 0
        && !message.Member.IsNobody
        && message.Fence is >= 0 and <= Epoch.MaximumTerm
        && message.Floor is >= 0 and <= Epoch.MaximumTerm;
}

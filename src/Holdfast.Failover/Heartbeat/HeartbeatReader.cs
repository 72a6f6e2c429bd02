using Holdfast.Failover.Members;

namespace Holdfast.Failover.Heartbeat;

/// <summary>
/// Reads what arrives for one unit of addresses: VRRP first, then the trailer. What is cheap is checked before the MAC, what is refused
/// costs no allocation, and the replay marks move only for what is authentic. Not for several threads.
/// </summary>
public sealed class HeartbeatReader(HeartbeatPolicy policy, ReplayMarks marks)
{
    /// <param name="payload">Of the IP packet or the datagram; any bytes.</param>
    /// <param name="hopLimit">As it arrived; looked at for multicast only.</param>
    public HeartbeatReading Read(ReadOnlySpan<byte> payload, PacketPath path, int hopLimit)
    {
        var refusal = VrrpReader.Check(payload, path, hopLimit, policy.Vrid, out var header);
        if (refusal != HeartbeatRefusal.None)
        {
            return Refuse(refusal);
        }

        var message = payload[..header.MessageLength];
        var behind = payload[header.MessageLength..];
        return policy.Mode != AuthenticationMode.Off && Trailer.IsOurs(behind)
            ? ReadAuthenticated(header, message, behind, path)
            : ReadPlain(header, message, path);
    }

    private HeartbeatReading ReadPlain(VrrpHeader header, ReadOnlySpan<byte> message, PacketPath path)
    {
        if (
            policy.Mode == AuthenticationMode.Enforce
            || path.Carrier == Carrier.Udp
            || header.Kind != VrrpKind.Advertisement
        )
        {
            return Refuse(HeartbeatRefusal.Plain);
        }

        return path.Carrier == Carrier.Multicast || IsPeer(path.Source)
            ? new HeartbeatReading(default, new HeardHeartbeat(header.WithAddresses(message), null))
            : Refuse(HeartbeatRefusal.UnknownSource);
    }

    private HeartbeatReading ReadAuthenticated(
        VrrpHeader header,
        ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> trailer,
        PacketPath path
    )
    {
        var refusal = CheckTrailer(trailer, path.Path);
        if (refusal != HeartbeatRefusal.None)
        {
            return Refuse(refusal);
        }

        var (member, keyId) = (Trailer.Member(trailer), Trailer.KeyId(trailer));
        if (!HeartbeatMac.IsRight(policy.Keys!.Find(keyId)!, policy, path, message, trailer))
        {
            return Refuse(HeartbeatRefusal.Mac);
        }

        marks.Advance(member, keyId, path.Path, Trailer.Sequence(trailer));
        return Trailer.Status(trailer) is { } status && IsConsistent(header, status)
            ? new HeartbeatReading(default, new HeardHeartbeat(header.WithAddresses(message), status))
            : Refuse(HeartbeatRefusal.Inconsistent);
    }

    /// <summary>All that can be known without the key.</summary>
    private HeartbeatRefusal CheckTrailer(ReadOnlySpan<byte> trailer, int path)
    {
        if (trailer.Length != TrailerFormat.Length || trailer[1] != TrailerFormat.Version)
        {
            return HeartbeatRefusal.Trailer;
        }

        var (member, keyId) = (Trailer.Member(trailer), Trailer.KeyId(trailer));
        return keyId switch
        {
            _ when policy.Keys?.Find(keyId) is null => HeartbeatRefusal.UnknownKey,
            _ when member == policy.Self => HeartbeatRefusal.OwnMember,
            _ when !policy.Members.Contains(member) => HeartbeatRefusal.UnknownMember,
            _ when Trailer.Path(trailer) != path => HeartbeatRefusal.OtherPath,
            _ when !marks.IsNewer(member, keyId, path, Trailer.Sequence(trailer)) => HeartbeatRefusal.Replayed,
            _ => HeartbeatRefusal.None,
        };
    }

    /// <summary>Only an active member advertises, under an epoch of its own; and only one that is not active says goodbye.</summary>
    private static bool IsConsistent(VrrpHeader header, MemberStatus status) =>
        header.Kind == VrrpKind.Advertisement && header.Priority > 0
            ? status.Role == Role.Active && status.Epoch.Member == status.Member && status.Highest >= status.Epoch
            : status.Role != Role.Active;

    private bool IsPeer(ReadOnlySpan<byte> source)
    {
        Span<byte> bytes = stackalloc byte[16];
        foreach (var peer in policy.UnicastPeers)
        {
            if (peer.TryWriteBytes(bytes, out var length) && source.SequenceEqual(bytes[..length]))
            {
                return true;
            }
        }

        return false;
    }

    private static HeartbeatReading Refuse(HeartbeatRefusal refusal) => new(refusal, null);
}

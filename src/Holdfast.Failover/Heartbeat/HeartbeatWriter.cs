using Holdfast.Failover.Members;

namespace Holdfast.Failover.Heartbeat;

/// <summary>Writes the heartbeats of one member for one unit of addresses. Not for several threads.</summary>
/// <param name="boot">Larger than at any start before; durable before the first heartbeat leaves.</param>
public sealed class HeartbeatWriter(HeartbeatPolicy policy, ulong boot)
{
    /// <summary>A buffer of this size always has room.</summary>
    public const int MaximumLength =
        VrrpFormat.HeaderLength + (VrrpFormat.MaximumSentAddresses * 16) + TrailerFormat.Length;

    private Sequence _last = new(boot, 0);

    /// <summary>
    /// What goes into the IP packet, or into the datagram: there it is the same. Set no kernel checksum option: ours does not cover the
    /// trailer, as a receiver that does not know the trailer expects.
    /// </summary>
    /// <returns>How many bytes of <paramref name="into"/> were written.</returns>
    /// <exception cref="ArgumentException">
    /// The message cannot be sent so, or needs a trailer (a status, or UDP) and the mode sends none: a bug of the caller.
    /// </exception>
    public int Write(VrrpMessage message, MemberStatus status, PacketPath path, Span<byte> into)
    {
        if (!policy.SendsTrailer && (message.Kind != VrrpKind.Advertisement || path.Carrier == Carrier.Udp))
        {
            throw new ArgumentException("This heartbeat needs a trailer.", nameof(message));
        }

        var length = VrrpWriter.Write(message, path, policy.Checksum, into);
        return policy.SendsTrailer ? length + WriteTrailer(into[..length], status, path, into[length..]) : length;
    }

    private int WriteTrailer(ReadOnlySpan<byte> message, MemberStatus status, PacketPath path, Span<byte> into)
    {
        var key = policy.Keys!.Active;
        _last = _last.Next;
        var trailer = into[..TrailerFormat.Length];
        Trailer.Write(status, key.Id, path.Path, _last, trailer);
        HeartbeatMac.Compute(key, policy, path, message, trailer, trailer[TrailerFormat.MacOffset..]);
        return TrailerFormat.Length;
    }
}

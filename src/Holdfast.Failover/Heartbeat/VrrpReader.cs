namespace Holdfast.Failover.Heartbeat;

/// <summary>The checks of RFC 9568 section 7.1 with its errata, cheapest first. Total: any bytes give a header or a refusal.</summary>
internal static class VrrpReader
{
    private const int MaximumPacket = VrrpFormat.MaximumLength + TrailerFormat.Length;

    public static HeartbeatRefusal Check(
        ReadOnlySpan<byte> payload,
        PacketPath path,
        int hopLimit,
        byte vrid,
        out VrrpHeader header
    )
    {
        header = default;
        if (CheckSize(payload) is var size and not HeartbeatRefusal.None)
        {
            return size;
        }

        if (CarpFrame.Is(payload))
        {
            return CarpFrame.HostId(payload) == vrid ? HeartbeatRefusal.Carp : HeartbeatRefusal.OtherVrid;
        }

        header = VrrpHeader.Take(payload, path.Family);
        if (CheckHeader(payload[0], header, vrid) is var wrong and not HeartbeatRefusal.None)
        {
            return wrong;
        }

        return CheckPacket(payload, path, hopLimit, header);
    }

    private static HeartbeatRefusal CheckSize(ReadOnlySpan<byte> payload) =>
        payload.Length switch
        {
            < VrrpFormat.HeaderLength => HeartbeatRefusal.TooShort,
            > MaximumPacket => HeartbeatRefusal.TooLong,
            _ => HeartbeatRefusal.None,
        };

    private static HeartbeatRefusal CheckHeader(byte versionAndType, VrrpHeader header, byte vrid) =>
        header switch
        {
            _ when versionAndType >> 4 != VrrpFormat.Version => HeartbeatRefusal.Version,
            { Kind: not (VrrpKind.Advertisement or VrrpKind.Status) } => HeartbeatRefusal.UnknownType,
            _ when header.Vrid != vrid => HeartbeatRefusal.OtherVrid,
            { AddressCount: 0 } => HeartbeatRefusal.NoAddress,
            { Centiseconds: 0 } => HeartbeatRefusal.NoInterval,
            _ => HeartbeatRefusal.None,
        };

    private static HeartbeatRefusal CheckPacket(
        ReadOnlySpan<byte> payload,
        PacketPath path,
        int hopLimit,
        VrrpHeader header
    )
    {
        if (path.Carrier == Carrier.Multicast && hopLimit != VrrpFormat.HopLimit)
        {
            return HeartbeatRefusal.HopLimit;
        }

        if (payload.Length < header.MessageLength)
        {
            return HeartbeatRefusal.TooShort;
        }

        return VrrpChecksum.Accepts(payload[..header.MessageLength], path)
            ? HeartbeatRefusal.None
            : HeartbeatRefusal.Checksum;
    }
}

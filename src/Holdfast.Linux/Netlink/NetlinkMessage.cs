namespace Holdfast.Linux.Netlink;

/// <summary>One message of a netlink datagram: its header's fields and what follows the header (netlink(7)).</summary>
internal readonly ref struct NetlinkMessage(ushort type, ushort flags, uint sequence, ReadOnlySpan<byte> payload)
{
    public const int HeaderLength = 16;

    public ushort Type { get; } = type;

    public ushort Flags { get; } = flags;

    public uint Sequence { get; } = sequence;

    public ReadOnlySpan<byte> Payload { get; } = payload;
}

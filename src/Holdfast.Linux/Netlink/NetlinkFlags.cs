namespace Holdfast.Linux.Netlink;

/// <summary>Header flags: <c>NLM_F_*</c>. Some bits mean different things in requests and answers.</summary>
internal static class NetlinkFlags
{
    public const ushort Request = 0x01;
    public const ushort Acknowledge = 0x04;
    public const ushort DumpInterrupted = 0x10;
    public const ushort Dump = 0x300;
    public const ushort Capped = 0x100;
    public const ushort ExtendedAcknowledge = 0x200;
    public const ushort Replace = 0x100;
    public const ushort Exclusive = 0x200;
    public const ushort Create = 0x400;
}

using System.Runtime.InteropServices;

namespace Holdfast.Linux.Packets;

/// <summary>One instruction of a packet filter (<c>struct sock_filter</c>, see the kernel's networking/filter.rst).</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct FilterStep(ushort Code, byte IfTrue, byte IfFalse, uint Operand)
{
    private const ushort LoadWord = 0x20;
    private const ushort LoadByte = 0x30;
    private const ushort JumpIfEqual = 0x15;
    private const ushort Return = 0x06;

    /// <summary>Before offsets: from the network header on, whatever layer the socket belongs to.</summary>
    private const uint NetworkHeader = unchecked((uint)-0x100000);

    /// <summary>Takes the packet, whole.</summary>
    public static readonly FilterStep Accept = new(Return, 0, 0, uint.MaxValue);

    public static readonly FilterStep Drop = new(Return, 0, 0, 0);

    public static FilterStep NetworkByte(uint offset) => new(LoadByte, 0, 0, NetworkHeader + offset);

    public static FilterStep NetworkWord(uint offset) => new(LoadWord, 0, 0, NetworkHeader + offset);

    /// <summary>Goes on when what was loaded is this, else jumps over so many steps.</summary>
    public static FilterStep Require(uint value, byte otherwiseSkip) => new(JumpIfEqual, 0, otherwiseSkip, value);
}

using System.Runtime.InteropServices;

namespace Holdfast.Linux.Interop;

/// <summary><c>struct pollfd</c></summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    /// <summary>There is something to read, or the other side has hung up: a read tells.</summary>
    public const short Readable = 0x01;

    public int Descriptor;

    public short Wanted;

    public short Found;
}

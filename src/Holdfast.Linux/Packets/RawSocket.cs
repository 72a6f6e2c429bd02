using System.Runtime.InteropServices;
using System.Text;
using Holdfast.Linux.Interop;
using Holdfast.Linux.Polling;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Linux.Packets;

/// <summary>
/// A socket of a kind for which .NET has no way of its own: it maps families and protocols to names it knows. Never waits. Belongs to the
/// network namespace of the thread that opened it.
/// </summary>
public sealed class RawSocket : IPollable, IDisposable
{
    private const int Raw = 3;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int Truncate = 0x20;
    private const int SocketLevel = 1;
    private const int BindToDevice = 25;
    private const int AttachFilter = 26;

    private readonly SafeFileHandle _descriptor;

    private RawSocket(SafeFileHandle descriptor) => _descriptor = descriptor;

    public SafeHandle Descriptor => _descriptor;

    /// <param name="family">As <c>AF_*</c> of Linux.</param>
    /// <param name="protocol">As socket(2) wants it for the family.</param>
    /// <exception cref="IOException">CAP_NET_RAW is missing, or the kernel does not have the family.</exception>
    public static RawSocket Open(int family, int protocol)
    {
        var descriptor = LibC.Socket(family, Raw | CloseOnExec | NonBlocking, protocol);
        return descriptor >= 0 ? new(new SafeFileHandle(descriptor, ownsHandle: true)) : throw Failure("socket");
    }

    public void SetOption(int level, int name, ReadOnlySpan<byte> value)
    {
        if (LibC.SetSocketOption(_descriptor, level, name, value, (uint)value.Length) < 0)
        {
            throw Failure($"setsockopt {level} {name}");
        }
    }

    public void SetOption(int level, int name, int value) =>
        SetOption(level, name, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));

    /// <summary>Sends and receives only there.</summary>
    public void UseLink(string name) => SetOption(SocketLevel, BindToDevice, Encoding.ASCII.GetBytes(name + '\0'));

    /// <summary>The kernel drops what the program does not want, before it costs this process anything.</summary>
    public unsafe void SetFilter(ReadOnlySpan<FilterStep> program)
    {
        fixed (FilterStep* first = program)
        {
            // struct sock_fprog: a length, padding, a pointer.
            Span<byte> value = stackalloc byte[2 * sizeof(nint)];
            value.Clear();
            MemoryMarshal.Write(value, (ushort)program.Length);
            MemoryMarshal.Write(value[sizeof(nint)..], (nint)first);
            SetOption(SocketLevel, AttachFilter, value);
        }
    }

    /// <param name="address">As <c>struct sockaddr_*</c> of the family.</param>
    public void Bind(ReadOnlySpan<byte> address)
    {
        if (LibC.Bind(_descriptor, address, (uint)address.Length) < 0)
        {
            throw Failure("bind");
        }
    }

    /// <param name="to">As <c>struct sockaddr_*</c> of the family.</param>
    /// <returns>False: the kernel would not; the errno is in <see cref="Marshal.GetLastPInvokeError"/>.</returns>
    public bool TrySend(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> to) =>
        LibC.SendTo(_descriptor, packet, (nuint)packet.Length, 0, to, (uint)to.Length) == packet.Length;

    /// <param name="sender">Gets <c>struct sockaddr_*</c> of the family.</param>
    /// <returns>How long the packet is, more than <paramref name="into"/> when it was cut off; negative: there is none.</returns>
    public int TryReceive(Span<byte> into, Span<byte> sender)
    {
        var senderLength = (uint)sender.Length;
        return (int)LibC.ReceiveFrom(_descriptor, into, (nuint)into.Length, Truncate, sender, ref senderLength);
    }

    public void Dispose() => _descriptor.Dispose();

    private static IOException Failure(string what) =>
        new($"{what}: {Errno.Text(Marshal.GetLastPInvokeError())}", Marshal.GetLastPInvokeError());
}

using System.Runtime.InteropServices;
using Holdfast.Linux.Interop;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Linux.Netlink;

/// <summary>
/// A netlink socket with one request at a time; callers take turns. It belongs to the network namespace of the thread that opened it.
/// The kernel does the work while we send, so these calls do not wait for anybody and are not asynchronous.
/// </summary>
internal sealed class NetlinkSocket : IDisposable
{
    private const int AddressFamily = 16;
    private const int RawCloseOnExec = 3 | 0x80000;
    private const int SocketLevel = 1;
    private const int ReceiveTimeout = 20;
    private const int NetlinkLevel = 270;
    private const int CapAcknowledge = 10;
    private const int ExtendedAcknowledge = 11;
    private const int Truncate = 0x20;
    private const int AddressLength = 12;

    /// <summary>The kernel fills at most 32 KiB of a dump's datagram, and one link with all its statistics is far smaller.</summary>
    private const int BufferLength = 64 * 1024;

    /// <summary>A dump that is interrupted by changes this often has no consistent answer.</summary>
    private const int DumpAttempts = 20;

    private readonly SafeFileHandle _socket;
    private readonly byte[] _buffer = new byte[BufferLength];
    private uint _sequence;

    private NetlinkSocket(SafeFileHandle socket) => _socket = socket;

    /// <exception cref="NetlinkException">The kernel does not have this protocol.</exception>
    public static NetlinkSocket Open(int protocol)
    {
        var descriptor = LibC.Socket(AddressFamily, RawCloseOnExec, protocol);
        if (descriptor < 0)
        {
            throw Failure("Cannot open a netlink socket");
        }

        var socket = new NetlinkSocket(new SafeFileHandle(descriptor, ownsHandle: true));
        socket.Configure();
        return socket;
    }

    /// <summary>Sends a request that changes or asks for one thing; <paramref name="answer"/> sees what comes back before the acknowledgement.</summary>
    /// <exception cref="NetlinkException">The kernel refused it.</exception>
    public void Execute(NetlinkRequest request, NetlinkMessageHandler? answer = null)
    {
        Send(request);
        Receive(new NetlinkReceipt(_sequence), answer);
    }

    /// <summary>The same, where some refusals are answers like others: there is nothing of that name.</summary>
    /// <returns>False: refused with one of <paramref name="expected"/> (error numbers).</returns>
    /// <exception cref="NetlinkException">The kernel refused it in another way.</exception>
    public bool TryExecute(NetlinkRequest request, int[] expected, NetlinkMessageHandler? answer = null)
    {
        Send(request);
        return Receive(new NetlinkReceipt(_sequence, expected), answer).Refusal is null;
    }

    /// <summary>
    /// Asks for a whole table. <paramref name="begin"/> is called before each attempt, since one that the kernel marks as interrupted by a
    /// change is made anew.
    /// </summary>
    public void Dump(NetlinkRequest request, Action begin, NetlinkMessageHandler answer)
    {
        for (var attempt = 0; attempt < DumpAttempts; attempt++)
        {
            begin();
            Send(request);
            if (!Receive(new NetlinkReceipt(_sequence), answer).Interrupted)
            {
                return;
            }
        }

        throw new NetlinkException("The kernel's table changes too fast to be read.");
    }

    public void Dispose() => _socket.Dispose();

    private static NetlinkException Failure(string what)
    {
        var errno = Marshal.GetLastPInvokeError();
        return new NetlinkException($"{what}: {Errno.Text(errno)}.", errno);
    }

    private void Configure()
    {
        // Older kernels lack these two; without them errors are only less wordy.
        SetOption(NetlinkLevel, CapAcknowledge, [1, 0, 0, 0]);
        SetOption(NetlinkLevel, ExtendedAcknowledge, [1, 0, 0, 0]);
        // Nothing that we ask takes long; a lost answer must not hold the caller for ever.
        Span<long> timeout = [10, 0];
        SetOption(SocketLevel, ReceiveTimeout, MemoryMarshal.AsBytes(timeout));
    }

    private void SetOption(int level, int name, ReadOnlySpan<byte> value) =>
        _ = LibC.SetSocketOption(_socket, level, name, value, (uint)value.Length);

    private void Send(NetlinkRequest request)
    {
        var message = request.Complete(++_sequence);
        if (LibC.Send(_socket, message, (nuint)message.Length, 0) != message.Length)
        {
            throw Failure("Cannot send to the kernel");
        }
    }

    private NetlinkReceipt Receive(NetlinkReceipt receipt, NetlinkMessageHandler? answer)
    {
        while (!receipt.Complete)
        {
            receipt.Take(ReceiveDatagram(), answer);
        }

        return receipt;
    }

    private ReadOnlySpan<byte> ReceiveDatagram()
    {
        Span<byte> sender = stackalloc byte[AddressLength];
        while (true)
        {
            var senderLength = (uint)AddressLength;
            var length = LibC.ReceiveFrom(_socket, _buffer, (nuint)_buffer.Length, Truncate, sender, ref senderLength);
            if (length < 0 && Marshal.GetLastPInvokeError() == Errno.InterruptedCall)
            {
                continue;
            }

            Check(length);
            // Only the kernel has port 0; anything else was sent by another process.
            if (MemoryMarshal.Read<uint>(sender[4..]) == 0)
            {
                return _buffer.AsSpan(0, (int)length);
            }
        }
    }

    private static void Check(nint length)
    {
        if (length < 0)
        {
            throw Failure("No answer from the kernel");
        }

        if (length > BufferLength)
        {
            throw new NetlinkException("The kernel's answer is larger than expected.");
        }
    }
}

/// <summary>Sees each message of an answer. The message lives only during the call.</summary>
internal delegate void NetlinkMessageHandler(NetlinkMessage message);

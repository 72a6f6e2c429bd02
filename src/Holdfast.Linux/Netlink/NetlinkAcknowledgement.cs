using System.Runtime.InteropServices;

namespace Holdfast.Linux.Netlink;

/// <summary>
/// The payload of <c>NLMSG_ERROR</c>: an error number (0: done) and, where the kernel adds it, a sentence that says more
/// (<c>struct nlmsgerr</c> and <c>NLMSGERR_ATTR_MSG</c>).
/// </summary>
internal readonly record struct NetlinkAcknowledgement(int Errno, string? Detail)
{
    private const int ErrorLength = 4;
    private const ushort MessageAttribute = 1;

    public string Text => Detail is null ? Interop.Errno.Text(Errno) : $"{Interop.Errno.Text(Errno)} ({Detail})";

    /// <summary>False when the payload is shorter than an error number.</summary>
    public static bool TryRead(NetlinkMessage message, out NetlinkAcknowledgement acknowledgement)
    {
        acknowledgement = default;
        if (!MemoryMarshal.TryRead<int>(message.Payload, out var error))
        {
            return false;
        }

        // The kernel writes negative numbers; a positive one is no error number, and int.MinValue has no opposite.
        var errno = error is <= 0 and > -4096 ? -error : int.MaxValue;
        acknowledgement = new NetlinkAcknowledgement(errno, ReadDetail(message));
        return true;
    }

    private static string? ReadDetail(NetlinkMessage message)
    {
        if ((message.Flags & NetlinkFlags.ExtendedAcknowledge) == 0)
        {
            return null;
        }

        var attributes = new NetlinkAttributeReader(AfterEcho(message));
        while (attributes.MoveNext())
        {
            if (attributes.Current.Type == MessageAttribute)
            {
                return attributes.Current.ReadText();
            }
        }

        return null;
    }

    /// <summary>Between number and attributes stands our request's header, with our request behind it unless it was capped.</summary>
    private static ReadOnlySpan<byte> AfterEcho(NetlinkMessage message)
    {
        var echo = message.Payload[ErrorLength..];
        if (echo.Length < NetlinkMessage.HeaderLength)
        {
            return default;
        }

        var capped = (message.Flags & NetlinkFlags.Capped) != 0;
        var length = capped ? NetlinkMessage.HeaderLength : MemoryMarshal.Read<uint>(echo);
        return length > echo.Length ? default : echo[Math.Min(NetlinkAlignment.Up((int)length), echo.Length)..];
    }
}

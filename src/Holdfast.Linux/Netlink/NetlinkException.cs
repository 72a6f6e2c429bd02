namespace Holdfast.Linux.Netlink;

/// <summary>The kernel refused a request, or its answer could not be understood.</summary>
public sealed class NetlinkException(string message, int errno = 0) : IOException(message)
{
    /// <summary>The kernel's error number; 0 when the fault is another.</summary>
    public int Errno { get; } = errno;
}

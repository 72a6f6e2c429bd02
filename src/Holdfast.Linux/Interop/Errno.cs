using System.Runtime.InteropServices;

namespace Holdfast.Linux.Interop;

/// <summary>Error numbers of Linux (asm-generic/errno.h) that we treat in their own way.</summary>
internal static class Errno
{
    public const int InterruptedCall = 4;
    public const int NoSuchProcess = 3;
    public const int TryAgain = 11;
    public const int Exists = 17;
    public const int NoSuchDevice = 19;
    public const int NoSuchEntry = 2;
    public const int NotSupported = 95;
    public const int AddressNotAvailable = 99;

    /// <summary>The words of the C library, such as <c>Operation not permitted</c>.</summary>
    public static string Text(int errno) => Marshal.GetPInvokeErrorMessage(errno);
}

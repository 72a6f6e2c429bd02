using System.Runtime.InteropServices;
using Holdfast.Linux.Interop;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Linux.Processes;

/// <summary>Sends signals to exactly the process that was meant, through a pidfd (pidfd_open(2)).</summary>
internal static class ProcessHandle
{
    /// <summary>False when the process has ended.</summary>
    /// <exception cref="IOException">We may not.</exception>
    public static bool Send(ProcessIdentity process, Signal signal)
    {
        var descriptor = LibC.OpenProcess(process.ProcessId, 0);
        if (descriptor < 0)
        {
            return Refused(process);
        }

        // Checked after opening: from here on the handle cannot come to mean another process.
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        return process.IsAlive && (LibC.SendSignal(handle, (int)signal, 0, 0) == 0 || Refused(process));
    }

    private static bool Refused(ProcessIdentity process)
    {
        var errno = Marshal.GetLastPInvokeError();
        return errno == Errno.NoSuchProcess
            ? false
            : throw new IOException($"Cannot signal process {process.ProcessId}: {Errno.Text(errno)}.");
    }
}

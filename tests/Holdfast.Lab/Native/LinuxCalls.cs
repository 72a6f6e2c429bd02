using System.Runtime.InteropServices;

namespace Holdfast.Lab.Native;

/// <summary>The two system calls that .NET does not offer.</summary>
internal static partial class LinuxCalls
{
    /// <summary>CLONE_NEWNET of setns(2).</summary>
    public const int NetworkNamespace = 0x40000000;

    /// <summary>Moves the calling thread, and only it, into a namespace.</summary>
    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    public static partial int EnterNamespace(SafeHandle descriptor, int kind);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int processId, int signal);
}

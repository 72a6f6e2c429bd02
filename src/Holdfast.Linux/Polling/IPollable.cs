using Microsoft.Win32.SafeHandles;

namespace Holdfast.Linux.Polling;

/// <summary>Something that <see cref="Readiness"/> can wait for.</summary>
public interface IPollable
{
    SafeFileHandle Descriptor { get; }
}

using System.Runtime.InteropServices;

namespace Holdfast.Linux.Polling;

/// <summary>Something that <see cref="Readiness"/> can wait for.</summary>
public interface IPollable
{
    SafeHandle Descriptor { get; }
}

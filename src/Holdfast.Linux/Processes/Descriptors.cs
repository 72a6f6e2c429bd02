using Holdfast.Linux.Interop;

namespace Holdfast.Linux.Processes;

/// <summary>
/// What this process has open. The runtime opens everything so that children do not inherit it, but a careless parent of ours may have
/// left pipes and locks to us, and a daemon would hold them for as long as it lives.
/// </summary>
internal static class Descriptors
{
    private const uint AfterStandardError = 3;
    private const uint CloseOnExec = 4;

    /// <summary>Marks all that is open, except the standard streams, as not to be inherited. Kernels before 5.11 cannot; then nothing changes.</summary>
    public static void KeepToOurselves() => _ = LibC.CloseRange(AfterStandardError, uint.MaxValue, CloseOnExec);
}

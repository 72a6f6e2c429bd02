namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary><c>WGPEER_F_*</c></summary>
internal static class PeerFlag
{
    public const uint Remove = 1;
    public const uint ReplaceAllowedIPs = 2;
    public const uint UpdateOnly = 4;
}

namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary><c>WGDEVICE_A_*</c></summary>
internal static class DeviceAttribute
{
    public const ushort LinkIndex = 1;
    public const ushort PrivateKey = 3;
    public const ushort ListenPort = 6;
    public const ushort FirewallMark = 7;
    public const ushort Peers = 8;
}

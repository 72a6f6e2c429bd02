namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary>Generic netlink family <c>wireguard</c>, version 1 (linux/wireguard.h): commands.</summary>
internal static class WireGuardCommand
{
    public const string Family = "wireguard";
    public const byte Version = 1;
    public const byte GetDevice = 0;
    public const byte SetDevice = 1;
}

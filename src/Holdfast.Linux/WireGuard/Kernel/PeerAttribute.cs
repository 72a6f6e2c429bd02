namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary><c>WGPEER_A_*</c></summary>
internal static class PeerAttribute
{
    public const ushort PublicKey = 1;
    public const ushort PresharedKey = 2;
    public const ushort Flags = 3;
    public const ushort Endpoint = 4;
    public const ushort Keepalive = 5;
    public const ushort LastHandshake = 6;
    public const ushort Received = 7;
    public const ushort Sent = 8;
    public const ushort AllowedIPs = 9;
}

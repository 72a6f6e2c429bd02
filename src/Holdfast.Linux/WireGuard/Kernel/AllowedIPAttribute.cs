namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary><c>WGALLOWEDIP_A_*</c></summary>
internal static class AllowedIPAttribute
{
    public const ushort Family = 1;
    public const ushort Address = 2;
    public const ushort PrefixLength = 3;
}

namespace Holdfast.Lab.Scenarios.Parts;

/// <param name="WireGuard">Clients with wg-quick and wireguard-go.</param>
/// <param name="OpenVpnUdp">Clients with openvpn over UDP.</param>
/// <param name="OpenVpnTcp">And over TCP.</param>
public sealed record FleetSize(int WireGuard, int OpenVpnUdp, int OpenVpnTcp)
{
    public int Total => WireGuard + OpenVpnUdp + OpenVpnTcp;

    public override string ToString() => $"{WireGuard} WireGuard, {OpenVpnUdp} OpenVPN over UDP, {OpenVpnTcp} over TCP";
}

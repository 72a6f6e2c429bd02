using System.Net;
using Holdfast.Lab.Networks;

namespace Holdfast.Lab.Routers;

/// <summary>One VRRP instance of keepalived.</summary>
/// <param name="Addresses">That move; of IPv6, a link-local one first.</param>
public sealed record KeepalivedInstance(Network Network, int Vrid, int Priority, IReadOnlyList<IPAddress> Addresses)
{
    /// <summary>From which and to which it sends; null: multicast.</summary>
    public (IPAddress Own, IPAddress Peer)? Unicast { get; init; }

    /// <summary>Between two advertisements, in seconds.</summary>
    public string Interval { get; init; } = "0.1";

    /// <summary>
    /// As in keepalived.conf(5). It announces its addresses again while it is active, because a client may have learnt the place of
    /// one that gave up since.
    /// </summary>
    public string Configuration =>
        $$"""
            global_defs {
                vrrp_version 3
                vrrp_garp_master_refresh 1
            }
            vrrp_instance lab {
                state BACKUP
                nopreempt
                interface {{Network.Name}}
                virtual_router_id {{Vrid}}
                priority {{Priority}}
                advert_int {{Interval}}
                {{UnicastLines}}
                virtual_ipaddress {
                    {{string.Join('\n', Addresses.Select(WithLength))}}
                }
            }
            """;

    private string UnicastLines =>
        Unicast is var (own, peer) ? $"unicast_src_ip {own}\nunicast_peer {{\n{peer}\n}}" : "";

    private string WithLength(IPAddress address) =>
        address.IsIPv6LinkLocal ? $"{address}/64"
        : Network.Prefix4.Contains(address) ? $"{address}/{Network.Prefix4.PrefixLength}"
        : $"{address}/{Network.Prefix6.PrefixLength}";
}

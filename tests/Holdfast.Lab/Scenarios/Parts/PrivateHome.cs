using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>What most people have at home: a router that changes addresses and ports, and lets in nothing but answers.</summary>
internal static class PrivateHome
{
    /// <param name="outside">On which the router is.</param>
    /// <param name="name">Of the host at home.</param>
    public static async Task<Host> HostAsync(Lab lab, Network outside, string name)
    {
        var home = await lab.NetworkAsync("home", "192.168.77.0/24", "fd77::/64");
        var router = await lab.HostAsync("router", outside, home);
        await router.ScriptAsync(
            $$"""
            sysctl -qw net.ipv4.ip_forward=1
            nft -f - <<RULES
            table ip home {
                chain forward {
                    type filter hook forward priority filter; policy drop;
                    iifname "{{home.Name}}" accept
                    ct state established accept
                }
                chain out {
                    type nat hook postrouting priority srcnat;
                    oifname "{{outside.Name}}" masquerade fully-random
                }
            }
            RULES
            """
        );
        var host = await lab.HostAsync(name, home);
        await host.RunAsync("ip", "route", "replace", "default", "via", $"{router.Links[1].Address4}");
        return host;
    }
}

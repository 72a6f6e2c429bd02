using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;

namespace Holdfast.Bench.Takeovers;

/// <summary>keepalived of Debian, VRRP version 3, without pre-emption.</summary>
/// <param name="seconds">Between two advertisements.</param>
internal sealed class KeepalivedPair(Host one, Host two, string seconds) : DaemonPair(one, two, " state")
{
    private const string Configuration = "/run/lab/keepalived.conf";

    protected override async Task<RunningProgram> StartAsync(Host host)
    {
        await File.WriteAllTextAsync(
            host.FromOutside(Configuration),
            $$"""
            global_defs { vrrp_version 3 }
            vrrp_instance VPN {
              state BACKUP
              nopreempt
              interface {{host.Links[0].Interface}}
              virtual_router_id 51
              priority {{(host == Hosts[0] ? 150 : 100)}}
              advert_int {{seconds}}
              virtual_ipaddress { {{Address}}/24 }
            }

            """
        );
        string[] files = ["-f", Configuration, "-p", "/run/lab/k.pid", "-r", "/run/lab/v.pid"];
        return host.Start("keepalived", ["keepalived", "-n", "-l", .. files]);
    }
}

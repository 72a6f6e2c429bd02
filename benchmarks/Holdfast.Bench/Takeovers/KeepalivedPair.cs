using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;

namespace Holdfast.Bench.Takeovers;

/// <summary>keepalived of Debian, VRRP version 3, without pre-emption.</summary>
/// <param name="seconds">Between two advertisements.</param>
internal sealed class KeepalivedPair(Host one, Host two, string seconds) : AddressPair(one, two)
{
    private readonly List<RunningProgram> _programs = [];

    public override async Task StartAsync()
    {
        foreach (var host in Hosts)
        {
            var link = host.Links[0].Interface;
            await File.WriteAllTextAsync(
                host.FromOutside("/run/lab/keepalived.conf"),
                $$"""
                global_defs { vrrp_version 3 }
                vrrp_instance VPN {
                  state BACKUP
                  nopreempt
                  interface {{link}}
                  virtual_router_id 51
                  priority {{(host == Hosts[0] ? 150 : 100)}}
                  advert_int {{seconds}}
                  virtual_ipaddress { {{Address}}/24 }
                }

                """
            );
            _programs.Add(
                host.Start(
                    "keepalived",
                    [
                        "keepalived",
                        "-n",
                        "-l",
                        "-f",
                        "/run/lab/keepalived.conf",
                        "-p",
                        "/run/lab/k.pid",
                        "-r",
                        "/run/lab/v.pid",
                    ]
                )
            );
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var program in _programs)
        {
            await program.StopAsync(TimeSpan.FromSeconds(10));
        }
    }

    /// <summary>It says each change of its state; the last one counts.</summary>
    protected override Task<bool> IsReadyAsync(Host standby) =>
        Task.FromResult(
            _programs
                .Single(program => program.Host == standby.Name)
                .Output.Text.Split('\n')
                .LastOrDefault(line => line.Contains(" STATE", StringComparison.Ordinal))
                ?.Contains("BACKUP", StringComparison.Ordinal) == true
        );
}

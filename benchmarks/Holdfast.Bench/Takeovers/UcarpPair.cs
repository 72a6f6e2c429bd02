using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;

namespace Holdfast.Bench.Takeovers;

/// <summary>ucarp, which OpenVPN Access Server uses, at its shortest interval of one second.</summary>
internal sealed class UcarpPair(Host one, Host two) : DaemonPair(one, two, "state")
{
    protected override async Task<RunningProgram> StartAsync(Host host)
    {
        var link = host.Links[0].Interface;
        await host.ScriptAsync(
            $"""
            printf '#!/bin/sh\nip address add {Address}/24 dev {link}\n' > /run/lab/up
            printf '#!/bin/sh\nip address del {Address}/24 dev {link}\n' > /run/lab/down
            chmod +x /run/lab/up /run/lab/down
            """
        );
        string[] address = ["-i", link, "-s", $"{host.Address4}", "-v", "51", "-p", "secret", "-a", $"{Address}"];
        string[] scripts = ["-u", "/run/lab/up", "-d", "/run/lab/down"];
        string[] timing = ["-b", "1", "-r", "3", "-k", host == Hosts[0] ? "0" : "10", "-z"];
        return host.Start("ucarp", ["ucarp", .. address, .. scripts, .. timing]);
    }
}

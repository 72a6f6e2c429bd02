using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;

namespace Holdfast.Bench.Takeovers;

/// <summary>ucarp, which OpenVPN Access Server uses, at its shortest interval of one second.</summary>
internal sealed class UcarpPair(Host one, Host two) : AddressPair(one, two)
{
    private readonly List<RunningProgram> _programs = [];

    public override async Task StartAsync()
    {
        foreach (var host in Hosts)
        {
            var link = host.Links[0].Interface;
            await host.ScriptAsync(
                $"""
                printf '#!/bin/sh\nip address add {Address}/24 dev {link}\n' > /run/lab/up
                printf '#!/bin/sh\nip address del {Address}/24 dev {link}\n' > /run/lab/down
                chmod +x /run/lab/up /run/lab/down
                """
            );
            _programs.Add(
                host.Start(
                    "ucarp",
                    [
                        "ucarp",
                        "-i",
                        link,
                        "-s",
                        $"{host.Address4}",
                        "-v",
                        "51",
                        "-p",
                        "secret",
                        "-a",
                        $"{Address}",
                        "-u",
                        "/run/lab/up",
                        "-d",
                        "/run/lab/down",
                        "-b",
                        "1",
                        "-r",
                        "3",
                        "-k",
                        host == Hosts[0] ? "0" : "10",
                        "-z",
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

    protected override Task<bool> IsReadyAsync(Host standby) =>
        Task.FromResult(
            _programs
                .Single(program => program.Host == standby.Name)
                .Output.Text.Split('\n')
                .LastOrDefault(line => line.Contains("state", StringComparison.Ordinal))
                ?.Contains("BACKUP", StringComparison.Ordinal) == true
        );
}

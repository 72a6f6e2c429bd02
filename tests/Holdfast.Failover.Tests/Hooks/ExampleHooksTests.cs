using Holdfast.Linux.Processes;

namespace Holdfast.Failover.Tests.Hooks;

/// <summary>The examples in <c>deploy/hooks</c>, with stand-ins for <c>aws</c> and <c>curl</c> that keep a cloud's table in a file.</summary>
/// <remarks>One of them needs jq, so they are with the tests that need other programs.</remarks>
[Trait("needs", "root")]
public sealed class ExampleHooksTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hf-clouds").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Aws_AddressIsElsewhere_IsFetchedAndThenHere()
    {
        await CloudAsync("aws", "10.0.0.5", AwsStandIn, "INTERFACE=eni-1");

        var first = await RunAsync("aws-private-address", "active", "10.0.0.10", "2001:db8::10");
        var second = await RunAsync("aws-private-address", "active", "10.0.0.10", "2001:db8::10");

        Assert.Equal((75, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(["10.0.0.5", "10.0.0.10"], await TableAsync());
    }

    [Fact]
    public async Task Aws_AddressIsHere_NothingIsChanged()
    {
        await CloudAsync("aws", "10.0.0.10", AwsStandIn, "INTERFACE=eni-1");

        Assert.Equal(0, (await RunAsync("aws-private-address", "active", "10.0.0.10")).ExitCode);
        Assert.DoesNotContain("assign", await LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Aws_CloudRefuses_IsAFailureWithItsWords()
    {
        await CloudAsync("aws", "", "echo 'UnauthorizedOperation' >&2; exit 254", "INTERFACE=eni-1");

        var result = await RunAsync("aws-private-address", "active", "10.0.0.10");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("UnauthorizedOperation", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hetzner_AddressIsElsewhere_IsFetchedAndThenHere()
    {
        await CloudAsync("curl", "7", HetznerStandIn, "TOKEN=very-secret\nSERVER=42");

        var first = await RunAsync("hetzner-floating-ip", "active", "192.0.2.10", "10.0.0.10");
        var second = await RunAsync("hetzner-floating-ip", "active", "192.0.2.10", "10.0.0.10");

        Assert.Equal((75, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(["42"], await TableAsync());
    }

    /// <summary>Arguments can be seen by everybody on the machine.</summary>
    [Fact]
    public async Task Hetzner_Token_IsNoArgument()
    {
        await CloudAsync("curl", "7", HetznerStandIn, "TOKEN=very-secret\nSERVER=42");
        await RunAsync("hetzner-floating-ip", "active", "192.0.2.10");

        Assert.DoesNotContain("very-secret", await LogAsync(), StringComparison.Ordinal);
        Assert.Contains("assign", await LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hetzner_CloudIsAway_IsAFailure()
    {
        await CloudAsync("curl", "", "echo 'curl: (28) timed out' >&2; exit 28", "TOKEN=x\nSERVER=42");

        Assert.NotEqual(0, (await RunAsync("hetzner-floating-ip", "active", "192.0.2.10")).ExitCode);
    }

    [Theory]
    [InlineData("aws-private-address")]
    [InlineData("hetzner-floating-ip")]
    public async Task Any_Standby_AsksNothing(string hook)
    {
        await CloudAsync("aws", "", "exit 1", "");
        await CloudAsync("curl", "", "exit 1", "");

        Assert.Equal(0, (await RunAsync(hook, "standby", "192.0.2.10")).ExitCode);
        Assert.False(File.Exists(Path.Combine(_folder, "log")));
    }

    private string AwsStandIn =>
        $$"""
            case $2 in
              describe-network-interfaces) paste -sd '\t' {{_folder}}/table ;;
              assign-private-ip-addresses)
                while [ "$1" != --private-ip-addresses ]; do shift; done
                shift
                while [ $# -gt 0 ] && [ "${1#--}" = "$1" ]; do echo "$1" >>{{_folder}}/table; shift; done ;;
              *) exit 2 ;;
            esac
            """;

    private string HetznerStandIn =>
        $$"""
            cat >{{_folder}}/input
            grep -q 'Bearer very-secret' {{_folder}}/input || { echo 401 >&2; exit 22; }
            case "$*" in
              *actions/assign) printf %s "$*" | sed 's/.*"server":\([0-9]*\).*/\1/' >{{_folder}}/table ;;
              *) printf '{"floating_ips":[{"id":9,"ip":"192.0.2.10","server":%s},{"id":8,"ip":"192.0.2.99","server":null}]}' "$(cat {{_folder}}/table)" ;;
            esac
            """;

    private async Task CloudAsync(string program, string table, string script, string configuration)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "table"), table + '\n');
        await File.WriteAllTextAsync(Path.Combine(_folder, "conf"), configuration + '\n');
        var path = Path.Combine(_folder, program);
        await File.WriteAllTextAsync(path, $"#!/bin/bash\necho \"$@\" >>{_folder}/log\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private Task<ProgramResult> RunAsync(string hook, string role, params string[] addresses)
    {
        var path = Path.Combine(Repository, "deploy/hooks", hook);
        string[] environment = [$"PATH={_folder}:/usr/bin:/bin", $"HOLDFAST_HOOK_CONF={_folder}/conf"];
        var run = new ProgramRun("/usr/bin/env", [.. environment, "sh", path, role, "51", "3.1", .. addresses]);
        return new ProgramRunner(TimeProvider.System).RunAsync(run, CancellationToken.None);
    }

    private async Task<string[]> TableAsync() => await File.ReadAllLinesAsync(Path.Combine(_folder, "table"));

    private async Task<string> LogAsync() => await File.ReadAllTextAsync(Path.Combine(_folder, "log"));

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Holdfast.slnx")))
            {
                folder = folder.Parent;
            }

            return folder.FullName;
        }
    }
}

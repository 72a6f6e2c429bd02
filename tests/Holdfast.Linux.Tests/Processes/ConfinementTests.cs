using Holdfast.Linux.Processes;
using Holdfast.Linux.Tests.Namespaces;

namespace Holdfast.Linux.Tests.Processes;

public sealed class ConfinementTests
{
    [Fact]
    public void Wrap_UserAndCapabilities_IsTheCommandLine()
    {
        var command = new Confinement("hf-node", "hf", ["net_admin", "net_raw"]).Wrap("/usr/bin/x", ["a", "-b"]);

        Assert.Equal("setpriv", command.Program);
        Assert.Equal(
            [
                "--reuid=hf-node",
                "--regid=hf",
                "--init-groups",
                "--inh-caps=-all,+net_admin,+net_raw",
                "--ambient-caps=-all,+net_admin,+net_raw",
                "--bounding-set=-all,+net_admin,+net_raw",
                "--no-new-privs",
                "--",
                "/usr/bin/x",
                "a",
                "-b",
            ],
            command.Arguments
        );
    }

    [Theory]
    [InlineData("net_admin,+sys_admin")]
    [InlineData("+all")]
    [InlineData("")]
    [InlineData("a b")]
    public void Wrap_NameThatWouldMeanMore_Throws(string name)
    {
        Assert.Throws<ArgumentException>(() => new Confinement(null, null, [name]).Wrap("x", []));
        Assert.Throws<ArgumentException>(() => new Confinement(name, null, []).Wrap("x", []));
        Assert.Throws<ArgumentException>(() => new Confinement("nobody", name, []).Wrap("x", []));
    }

    [Theory]
    [InlineData("nobody", "0000000000003000", "net_admin", "net_raw")]
    [InlineData("nobody", "0000000000000000")]
    [InlineData(null, "0000000000001000", "net_admin")]
    [Trait("needs", "root")]
    public async Task Wrap_RealProgram_HasExactlyTheseRights(string? user, string expected, params string[] names)
    {
        var command = new Confinement(user, user is null ? null : "nogroup", names).Wrap(
            "sh",
            ["-c", "cat /proc/self/status; exec cat /proc/self/status"]
        );

        var status = await Tool.RunAsync(command.Program, [.. command.Arguments]);

        foreach (var set in new[] { "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb" })
        {
            Assert.Equal(2, Count(status, $"{set}:\t{expected}\n"));
        }

        Assert.Equal(2, Count(status, "NoNewPrivs:\t1\n"));
        Assert.Equal(user is null ? 2 : 0, Count(status, "Uid:\t0\t0\t0\t0\n"));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}

using System.Net;
using Holdfast.Mesh.Checks;
using Holdfast.Mesh.Core;
using Holdfast.Mesh.Daemon;
using Holdfast.Mesh.Paths;

namespace Holdfast.Mesh.Tests;

public sealed class OptionRulesTests
{
    private static readonly MeshOptions Good = new()
    {
        Home = "/nowhere",
        Password = "S",
        Name = "alpha",
        Claims = [new(IPNetwork.Parse("10.0.0.1/32"))],
    };

    [Fact]
    public void Defaults_MakeSense() => Assert.Empty(OptionRules.Check(Good));

    [Fact]
    public void AllMistakes_AreToldAtOnce()
    {
        var bad = Good with
        {
            Password = "",
            Name = new string('n', 33),
            Device = "a/b",
            Paths = new PathRules { Interval = TimeSpan.FromSeconds(2), Timeout = TimeSpan.FromSeconds(3) },
            Listen = new(IPAddress.Any, 65535),
            Claims =
            [
                new(IPNetwork.Parse("0.0.0.0/0")),
                new(IPNetwork.Parse("10.0.0.1/32")),
                new(IPNetwork.Parse("10.0.0.1/32")),
            ],
        };

        var places = OptionRules.Check(bad).Select(problem => problem.Where).ToList();

        Assert.Equal(["--password", "--name", "--device", "--peer-timeout", "--listen", "--claim", "--claim"], places);
    }

    [Fact]
    public void Checks_ThatMeanNothing_AreRefused()
    {
        ServiceCheck check = new(IPNetwork.Parse("10.0.0.2/32"), CheckKind.Tcp, "127.0.0.1:80");
        Assert.Equal("--check", Assert.Single(OptionRules.Check(Good with { Checks = [check] })).Where);
        Assert.Single(OptionRules.Check(Good with { CheckRules = new() { Rise = 5 } }));

        var wrong = new CheckRules { Interval = TimeSpan.FromMilliseconds(9), Fall = 0 };
        Assert.Equal(
            2,
            OptionRules.Check(Good with { Checks = [check with { Prefix = null }], CheckRules = wrong }).Count
        );
        Assert.Empty(OptionRules.Check(Good with { Checks = [check with { Prefix = Good.Claims[0].Prefix }] }));
    }

    [Theory]
    [InlineData(10, 100)]
    [InlineData(1000, 700_000)]
    public void Times_OutsideOfTheirRange_AreRefused(int interval, int timeout) =>
        Assert.Single(
            OptionRules.Check(
                Good with
                {
                    Paths = new PathRules
                    {
                        Interval = TimeSpan.FromMilliseconds(interval),
                        Timeout = TimeSpan.FromMilliseconds(timeout),
                    },
                }
            )
        );

    [Theory]
    [InlineData("10.0.0.0/7", true)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("::/0", true)]
    [InlineData("fd12::/16", false)]
    public void TooWide_TakesTheWayToTheMembers(string prefix, bool isTooWide) =>
        Assert.Equal(isTooWide, OptionRules.TooWide(IPNetwork.Parse(prefix)) is not null);

    [Theory]
    [InlineData("192.0.2.0/24", true)]
    [InlineData("198.51.100.0/24", false)]
    [InlineData("fd00:1:2::5/128", true)]
    [InlineData("fd00::/16", true)]
    [InlineData("fd01:1::/48", false)]
    public void OthersClaims_ThatTakeAwayTheMesh_AreIgnored(string prefix, bool isIgnored)
    {
        var why = PrefixPolicy.Refuses(
            IPNetwork.Parse(prefix),
            IPNetwork.Parse("fd00:1:2::/48"),
            [IPAddress.Parse("192.0.2.7")]
        );

        Assert.Equal(isIgnored, why is not null);
    }

    [Theory]
    [InlineData("server-a", "server-a:3210")]
    [InlineData("server-a:99", "server-a:99")]
    [InlineData("192.0.2.1", "192.0.2.1:3210")]
    [InlineData("192.0.2.1:99", "192.0.2.1:99")]
    [InlineData("2001:db8::1", "[2001:db8::1]:3210")]
    [InlineData("[2001:db8::1]:99", "[2001:db8::1]:99")]
    [InlineData("server a", null)]
    [InlineData("server-a:0", null)]
    [InlineData("server-a:65536", null)]
    [InlineData(":99", null)]
    public void HostPort_IsReadAsPeopleWriteIt(string text, string? expected) =>
        Assert.Equal(expected, HostPort.Parse(text)?.ToString());

    [Fact]
    public void WantedClaim_IsSharedByDefault() =>
        Assert.Equal(Holdfast.Mesh.Claims.ClaimKind.Anycast, new WantedClaim(IPNetwork.Parse("10.0.0.1/32")).Kind);
}

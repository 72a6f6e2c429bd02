using System.Net;
using Holdfast.Model.DesiredState;
using Holdfast.Node.OpenVpn;
using Holdfast.Node.OpenVpn.Configuration;

namespace Holdfast.Node.Tests.OpenVpn.Configuration;

public sealed class ServicePlanTests
{
    private static readonly OpenVpnPlaneOptions Options = new() { Home = "/nowhere" };

    [Theory]
    [InlineData("eth0")]
    [InlineData("../hf1")]
    [InlineData("hf1/..")]
    [InlineData("hf1 up /bin/sh")]
    [InlineData("hf1\nuser root")]
    [InlineData("hf1-ou0\n")]
    [InlineData("hf")]
    [InlineData("hf34567890123456")]
    [InlineData("")]
    public void Create_NameThatIsNoDeviceOfOurs_IsRefused(string name) =>
        Refused(TestServices.Udp with { Interface = name });

    [Theory]
    [InlineData("example.org\"\npush \"x")]
    [InlineData("exa mple.org")]
    [InlineData("example.org\n")]
    [InlineData("-x")]
    [InlineData("")]
    public void Create_SearchDomainThatIsNone_IsRefused(string domain) =>
        Refused(TestServices.Udp with { Push = TestServices.Udp.Push with { DnsSearchDomains = [domain] } });

    [Theory]
    [InlineData("dns.example.org")]
    [InlineData("9.9.9.9\"")]
    [InlineData("fe80::1%eth0")]
    [InlineData("@GW5@")]
    [InlineData("")]
    public void Create_NameServerThatIsNoAddress_IsRefused(string server) =>
        Refused(TestServices.Udp with { Push = TestServices.Udp.Push with { DnsServers = [server] } });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void Create_PortOutOfRange_IsRefused(int port) => Refused(TestServices.Udp with { Port = port });

    [Fact]
    public void Create_PoolWithoutRoom_IsRefused() =>
        Refused(TestServices.Udp with { Pool4 = IPNetwork.Parse("10.61.0.0/31") });

    [Fact]
    public void SameProcess_OtherPushAndLog_IsTrue() =>
        Assert.True(
            Plan(TestServices.Udp)
                .SameProcess(
                    Plan(
                        TestServices.Udp with
                        {
                            Log = true,
                            Push = new() { DefaultGateway = false, BlockLan = false },
                        }
                    )
                )
        );

    [Fact]
    public void SameProcess_OtherPortOrKey_IsFalse()
    {
        Assert.False(Plan(TestServices.Udp).SameProcess(Plan(TestServices.Udp with { Port = 1195 })));
        Assert.False(Plan(TestServices.Udp).SameProcess(Plan(TestServices.Udp with { PrivateKey = "OTHER\n" })));
    }

    private static ServicePlan Plan(OpenVpnService service) => ServicePlan.Create("office", service, Options).Value!;

    private static void Refused(OpenVpnService service)
    {
        var plan = ServicePlan.Create("office", service, Options);
        Assert.False(plan.Succeeded);
        Assert.All(plan.Problems, p => Assert.Equal("HF-1620", p.Id));
        Assert.All(plan.Problems, p => Assert.DoesNotContain('\n', p.Detail));
    }
}

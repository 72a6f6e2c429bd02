using System.Net;
using Holdfast.Node.OpenVpn.Management;

namespace Holdfast.Node.Tests.OpenVpn.Management;

public sealed class ClientEventsTests
{
    private readonly ClientEvents _events = new();

    [Fact]
    public void Accept_WholeNotice_GivesTheClient()
    {
        Assert.Null(_events.Accept(new ManagementLine.ClientNotice("ESTABLISHED", 4)));
        Variable("common_name", "c1");
        Variable("trusted_ip", "10.99.0.2");
        Variable("trusted_port", "49378");
        Variable("ifconfig_pool_remote_ip", "10.88.0.5");
        Variable("ifconfig_pool_remote_ip6", "fd88::5");
        Variable("time_unix", "1795247875");
        var client = new ConnectedClient(
            4,
            "c1",
            IPEndPoint.Parse("10.99.0.2:49378"),
            IPAddress.Parse("10.88.0.5"),
            IPAddress.Parse("fd88::5"),
            0,
            0,
            1795247875
        );
        Assert.Equal(new("ESTABLISHED", client), _events.Accept(new ManagementLine.ClientEnd()));
    }

    [Fact]
    public void Accept_ClientOverIPv6_HasItsEndpoint()
    {
        _events.Accept(new ManagementLine.ClientNotice("ESTABLISHED", 4));
        Variable("trusted_ip6", "2001:db8::1");
        Variable("trusted_port", "1");
        Assert.Equal("[2001:db8::1]:1", _events.Accept(new ManagementLine.ClientEnd())!.Client.Endpoint!.ToString());
    }

    [Fact]
    public void Accept_VariablesWithoutAHead_AreForgotten()
    {
        Variable("common_name", "left over");
        Assert.Null(_events.Accept(new ManagementLine.ClientEnd()));
        _events.Accept(new ManagementLine.ClientNotice("ESTABLISHED", 1));
        Assert.Equal("", _events.Accept(new ManagementLine.ClientEnd())!.Client.CommonName);
    }

    [Fact]
    public void Accept_NoticeInsideANotice_ForgetsTheFirst()
    {
        _events.Accept(new ManagementLine.ClientNotice("ESTABLISHED", 1));
        Variable("common_name", "first");
        _events.Accept(new ManagementLine.ClientNotice("DISCONNECT", 2));
        var happened = _events.Accept(new ManagementLine.ClientEnd())!;
        Assert.Equal(("DISCONNECT", 2L, ""), (happened.Kind, happened.Client.Id, happened.Client.CommonName));
    }

    [Fact]
    public void Accept_MoreVariablesThanAllowed_KeepsTheFirst()
    {
        _events.Accept(new ManagementLine.ClientNotice("ESTABLISHED", 1));
        for (var i = 0; i < 10_000; i++)
        {
            Variable($"v{i}", "x");
        }

        Variable("common_name", "late");
        Assert.Equal("", _events.Accept(new ManagementLine.ClientEnd())!.Client.CommonName);
    }

    private void Variable(string name, string value) =>
        Assert.Null(_events.Accept(new ManagementLine.ClientVariable(name, value)));
}

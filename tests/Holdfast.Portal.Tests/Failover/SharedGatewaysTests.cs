using System.Net;
using Holdfast.Model.Failover;
using Holdfast.Portal.Failover;

namespace Holdfast.Portal.Tests.Failover;

public sealed class SharedGatewaysTests
{
    [Fact]
    public void Of_OnlyWhatTwoMachinesHave()
    {
        var gateways = SharedGateways.Of([
            [Own("192.0.2.11", "192.0.2.1"), Own("10.0.0.11", null), Own("192.0.2.13", "192.0.2.1")],
            [Own("192.0.2.12", "192.0.2.1"), Own("10.0.0.12", "10.0.0.1")],
            [Own("203.0.113.9", "203.0.113.1")],
        ]);

        Assert.Equal(["192.0.2.1"], gateways);
    }

    /// <summary>Without the interface nobody could ask one of these.</summary>
    [Fact]
    public void Of_LinkLocal_IsLeftOut() =>
        Assert.Empty(
            SharedGateways.Of([
                [Own("fe80::11", "fe80::1")],
                [Own("fe80::12", "fe80::1")],
            ])
        );

    private static OwnNetwork Own(string address, string? gateway) =>
        new("eth0", IPAddress.Parse(address), 24) { Gateway = gateway is null ? null : IPAddress.Parse(gateway) };
}
